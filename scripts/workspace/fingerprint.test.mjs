import { expect, it } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { fingerprint } from './fingerprint.mjs'

it('is the same for the same files in another place', () => {
  const files = { a: 'one', b: 'two' }
  expect(fingerprint(createFolder(files), ['a', 'b'])).toBe(
    fingerprint(createFolder(files), ['a', 'b']),
  )
})

it.each([
  ['a content', { a: 'one', b: 'three' }],
  ['a name', { a: 'one', c: 'two' }],
  ['where one file ends and the next begins', { a: 'o', b: 'netwo' }],
])('differs when %s does', (_, files) => {
  const before = createFolder({ a: 'one', b: 'two' })
  const after = createFolder(files)
  expect(fingerprint(after, Object.keys(files))).not.toBe(fingerprint(before, ['a', 'b']))
})

import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { isStamped, writeStamp } from './stamp.mjs'

it('holds for the facts that were written, and for no others', () => {
  const stamp = join(createFolder({}), '.build', 'stamp.json')
  writeStamp(stamp, { sources: 'a', outputs: 'b' })
  expect(isStamped(stamp, { sources: 'a', outputs: 'b' })).toBe(true)
  expect(isStamped(stamp, { sources: 'a', outputs: 'c' })).toBe(false)
  expect(isStamped(stamp, { sources: 'a' })).toBe(false)
})

it('does not hold when it is missing or torn', () => {
  const folder = createFolder({ 'torn.json': '{"sources":"a' })
  expect(isStamped(join(folder, 'missing.json'), {})).toBe(false)
  expect(isStamped(join(folder, 'torn.json'), { sources: 'a' })).toBe(false)
})

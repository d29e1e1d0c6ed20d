import { expect, it } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { checkNode, isAtLeast } from './checkNode.mjs'

it.each([
  ['20.19.0', true],
  ['20.20.2', true],
  ['24.0.0', true],
  ['20.18.9', false],
  ['18.20.0', false],
  ['9.99.0', false],
])('%s is at least 20.19: %s', (version, expected) => {
  expect(isAtLeast(version, '>=20.19')).toBe(expected)
})

it('says what is needed and what there is', () => {
  const root = createFolder({ 'package.json': '{"engines":{"node":">=20.19"}}' })
  expect(() => checkNode(root, '18.0.0')).toThrow(
    'Holdfast needs Node >=20.19, and this is Node 18.0.0.',
  )
  expect(() => checkNode(root, '22.0.0')).not.toThrow()
})

import { expect, it } from 'vitest'
import { formatTable } from './formatTable.mjs'

it('aligns names and seconds', () => {
  const outcomes = [
    { name: 'lint', code: 0, seconds: 0.4 },
    { name: 'packed', code: 1, seconds: 12 },
  ]
  expect(formatTable(outcomes)).toBe('lint    passed     0.4 s\npacked  failed    12.0 s')
})

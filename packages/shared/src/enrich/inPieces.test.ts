import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inPieces } from './inPieces.ts'

it('changes nothing where nothing is to be changed', () => {
  const line = fc.string({ maxLength: 20 })
  fc.assert(
    fc.property(line, fc.nat(4_000), line, (one, times, other) => {
      const text = `${`${one}\n`.repeat(times)}${other}`
      expect(inPieces(text, (piece) => piece)).toBe(text)
    }),
    { numRuns: 50 },
  )
})

it('cuts between lines, in pieces that are not too long', () => {
  const text = `${'a line of a log\n'.repeat(5_000)}the last`
  const seen: string[] = []
  inPieces(text, (piece) => {
    seen.push(piece)
    return piece
  })
  expect(seen.length).toBeGreaterThan(2)
  expect(seen.every((piece) => piece.length <= 30_000)).toBe(true)
  expect(seen.slice(0, -1).every((piece) => piece.endsWith('log\n'))).toBe(true)
})

it('cuts a line that never ends', () => {
  expect(inPieces('x'.repeat(70_000), ({ length }) => `${length} `)).toBe('30000 30000 10000 ')
})

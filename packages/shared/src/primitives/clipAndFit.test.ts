import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonBytes } from './jsonBytes.ts'
import { clip, fit } from './toJson.ts'

/** Texts of any code units, halves of pairs among them. */
const units = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
})

describe('clip', () => {
  it('leaves a short text alone, and marks a cut', () => {
    expect(clip('abc', 3)).toBe('abc')
    expect(clip('abcd', 3)).toBe('abc…')
  })

  it('leaves no half of a pair', () => {
    expect(clip('ab😀', 3)).toBe('ab\ufffd…')
    expect(clip('\udc00ab', 3)).toBe('\ufffdab')
  })
})

describe('fit', () => {
  it('keeps of any text what takes no more than so many bytes, and no half of a pair', () => {
    fc.assert(
      fc.property(units, fc.integer({ min: 5, max: 200 }), (text, maxBytes) => {
        const repeated = text.repeat(10)
        const kept = fit(repeated, maxBytes)
        expect(jsonBytes(kept)).toBeLessThanOrEqual(maxBytes)
        if (jsonBytes(repeated) <= maxBytes) expect(kept).toBe(repeated)
        // Where halves of pairs alone made it too long, all of it may be kept.
        else expect(kept === clip(repeated) || kept.endsWith('…')).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it('keeps most of what there is room for', () => {
    expect(fit('x'.repeat(1_000), 100)).toBe(`${'x'.repeat(95)}…`)
    expect(jsonBytes(fit('日'.repeat(1_000), 100))).toBeGreaterThan(50)
  })
})

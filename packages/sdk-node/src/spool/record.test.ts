import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRecordWriter, loadCrc, longestText, readRecords } from './record.ts'

const encode = (texts: readonly string[]): { bytes: Buffer; ends: readonly number[] } => {
  const writer = createRecordWriter()
  let end = 0
  const ends = texts.map((text) => {
    end += writer.add(text)
    return end
  })
  return { bytes: Buffer.from(writer.take()), ends }
}

const read = (bytes: Buffer) => readRecords(bytes, loadCrc())
const textsOf = (bytes: Buffer): readonly string[] =>
  read(bytes).records.map(({ body }) => body.toString('utf8'))

/** JSON of anything: control characters, other planes, half a character. */
const json = fc
  .oneof(fc.jsonValue(), fc.string({ unit: 'binary' }))
  .map((value) => JSON.stringify({ s: value }))

describe('records', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(json), (texts) => {
        const { bytes, ends } = encode(texts)
        const reading = read(bytes)
        expect(textsOf(bytes)).toEqual(texts)
        expect(reading.damages).toEqual([])
        expect(reading.records.map(({ offset, length }) => offset + length)).toEqual(ends)
      }),
    )
  })

  it('are lines that one can read', () => {
    expect(encode(['{"s":1}']).bytes.toString('latin1')).toBe('\u001e00000007 4c3b684d {"s":1}\n')
  })

  it('before a torn one come back, and it is not called damage', () => {
    fc.assert(
      fc.property(fc.array(json, { minLength: 1, maxLength: 8 }), fc.nat(), (texts, cut) => {
        const { bytes, ends } = encode(texts)
        const length = cut % bytes.length
        const reading = read(bytes.subarray(0, length))
        // The line end behind a text says nothing.
        const whole = ends.filter((end) => end - 1 <= length)
        expect(reading.records).toHaveLength(whole.length)
        expect(reading.damages).toEqual([])
        expect(reading.end).toBe(Math.min(whole.at(-1) ?? 0, length))
      }),
    )
  })

  it('that a change has not touched come back, whatever else was changed', () => {
    const change = fc.record({ at: fc.nat(), removed: fc.nat(40), added: fc.uint8Array() })
    fc.assert(
      fc.property(fc.array(json, { minLength: 1 }), change, (texts, { at, removed, added }) => {
        const { bytes, ends } = encode(texts)
        const from = at % bytes.length
        const to = Math.min(bytes.length, from + removed)
        const changed = Buffer.concat([bytes.subarray(0, from), added, bytes.subarray(to)])
        const untouched = texts.filter((_, index) => {
          const [start, end] = [ends[index - 1] ?? 0, ends[index] ?? 0]
          return end - 1 <= from || start >= to
        })
        expect(textsOf(changed)).toEqual(expect.arrayContaining([...untouched]))
        expect(textsOf(changed).length).toBeLessThanOrEqual(texts.length + added.length / 20)
      }),
      { numRuns: 1_000 },
    )
  })

  it('are found in time that grows with the bytes, however hostile these are', () => {
    const timeOf = (bytes: Buffer): number => {
      const started = performance.now()
      read(bytes)
      return performance.now() - started
    }
    const claims = Buffer.from('\u001e00ffffff 00000000 {'.repeat(200_000))
    // The square of so many bytes takes hours: the bounds are wide, for machines that are slow and busy.
    expect(timeOf(claims)).toBeLessThan(15_000)
    expect(timeOf(Buffer.alloc(4_000_000, 0x1e))).toBeLessThan(15_000)
  })

  it('are refused where they are too long to be read again', () => {
    const writer = createRecordWriter()
    expect(() => writer.add('x'.repeat(longestText + 1))).toThrow('too long')
    expect(writer.add('{}')).toBe(22)
    expect(textsOf(writer.take())).toEqual(['{}'])
  })
})

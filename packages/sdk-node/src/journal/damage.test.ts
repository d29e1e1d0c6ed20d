import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestJournals, testRow } from './createTestJournals.ts'
import { readUses } from './readUses.ts'

const directory = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const seed = Number(process.env['HOLDFAST_SEED'] ?? 1)
const count = 40

/** Each quantity stands for one use of one row: 1,000 times the row, and the number of the use. */
const uses = Array.from({ length: count }, (_, number) => {
  const index = (number * 3) % 7
  return { index, quantity: index * 1_000 + number }
})

let sample = Buffer.alloc(0)
beforeAll(() => {
  const journals = createTestJournals(directory)
  const page = journals.open().begin()
  for (const { index, quantity } of uses) page.note(testRow(index, `${index}`), quantity)
  const [path = ''] = journals.paths()
  sample = readFileSync(path)
})

interface Outcome {
  readonly quantities: readonly number[]
  readonly unreadable: number
}

const read = (bytes: Buffer): Outcome => {
  const quantities: number[] = []
  const file = {
    size: () => bytes.length,
    read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
  }
  const unreadable = readUses(file, (row, quantity) => {
    expect(row).toEqual(testRow(Math.floor(quantity / 1_000), `${row.index}`))
    quantities.push(quantity)
  })
  return { quantities, unreadable }
}

const isAscending = (quantities: readonly number[]): boolean => {
  const numbers = quantities.map((quantity) => quantity % 1_000)
  return numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0))
}

/** Nothing wrong, nothing twice, nothing out of order; and nothing missing that is not told. */
const expectSound = (bytes: Buffer, isCut: boolean): void => {
  const { quantities, unreadable } = read(bytes)
  const known = new Set(uses.map(({ quantity }) => quantity))
  expect(quantities.every((quantity) => known.has(quantity))).toBe(true)
  expect(isAscending(quantities)).toBe(true)
  if (!isCut && quantities.length < count) expect(unreadable).toBeGreaterThan(0)
  if (quantities.length === count) expect(unreadable).toBeLessThanOrEqual(1)
}

const starts = (): readonly number[] => [...sample.keys()].filter((index) => sample[index] === 0x1e)

it('gives what was noted', () => {
  expect(read(sample)).toEqual({ quantities: uses.map(({ quantity }) => quantity), unreadable: 0 })
})

it('gives all before the byte at which it was cut off, and counts what is torn as nothing', () => {
  for (let length = 0; length <= sample.length; length++) {
    const whole = starts().filter((_, at, all) => (all[at + 1] ?? sample.length) - 1 <= length)
    const { quantities, unreadable } = read(sample.subarray(0, length))
    expect([quantities.length, unreadable], `cut at ${length}`).toEqual([whole.length, 0])
  }
})

it('loses at each damaged byte the record that it hits, and those of a row that it defines', () => {
  const last = starts().at(-1) ?? 0
  for (let at = 0; at < sample.length; at++) {
    const bytes = Buffer.from(sample)
    bytes[at] = (bytes[at] ?? 0) ^ 0x41
    // Of the last one nobody can tell damage of its length from its being torn.
    expectSound(bytes, at >= last)
    const { quantities, unreadable } = read(bytes)
    if (at < last) expect(unreadable, `at ${at}`).toBe(count - quantities.length)
    const hit = starts().filter((start) => start <= at).length - 1
    const { index = -1 } = uses[hit] ?? {}
    const isDefinition = uses.findIndex((use) => use.index === index) === hit
    const lost = isDefinition ? uses.filter((use) => use.index === index).length : 1
    expect(quantities.length, `at ${at}`).toBeGreaterThanOrEqual(count - lost)
  }
})

it('never takes one for another, whatever has become of the bytes', () => {
  const place = fc.nat({ max: sample.length })
  const change = fc.oneof(
    fc.record({ at: place, cut: fc.nat({ max: 200 }), put: fc.uint8Array({ maxLength: 60 }) }),
    fc
      .record({ at: place, cut: fc.nat({ max: 200 }), from: place, length: fc.nat({ max: 400 }) })
      .map(({ from, length, ...rest }) => ({ ...rest, put: sample.subarray(from, from + length) })),
  )
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      let bytes: Buffer = sample
      for (const { at, cut, put } of changes) {
        bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)])
      }
      expectSound(bytes, true)
    }),
    { seed, numRuns: 2_000 },
  )
})

it('says of a file that is none of ours that nobody can read it', () => {
  const garbage = Buffer.alloc(3_000_000, 'x')
  expect(read(garbage)).toEqual({ quantities: [], unreadable: 1 })
  expect(read(Buffer.alloc(0))).toEqual({ quantities: [], unreadable: 0 })
  const { quantities, unreadable } = read(Buffer.concat([garbage, sample, garbage]))
  expect([quantities.length, unreadable]).toEqual([count, 1])
})

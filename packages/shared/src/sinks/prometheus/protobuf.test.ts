import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setUpPrometheus } from '../../testing/setUpPrometheus.ts'
import { toNativeBuckets } from './nativeBuckets.ts'
import { createProtobufWriter, varint } from './protobufWriter.ts'

const readVarint = (bytes: Uint8Array, from: number): readonly [value: bigint, to: number] => {
  let value = 0n
  for (let at = from, shift = 0n; ; at++, shift += 7n) {
    const byte = bytes[at] ?? 0
    value |= BigInt(byte & 127) << shift
    if (byte < 128) return [value, at + 1]
  }
}

it('writes whole numbers as others read them', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      expect(readVarint(Uint8Array.from(varint(value)), 0)[0]).toBe(BigInt(value))
    }),
  )
  const writer = createProtobufWriter((text) => Buffer.from(text))
  writer.signed(1, -1)
  writer.signedList(2, [0, -1, 1, -2, 2 ** 31])
  writer.signedList(3, [])
  writer.text(4, 'é')
  writer.double(5, 1)
  writer.message(6, (inner) => inner.count(1, 300))
  expect(Buffer.concat(writer.pieces).toString('hex')).toBe(
    '0801' + '1209' + '00010203' + '8080808010' + '2202c3a9' + '29000000000000f03f' + '320308ac02',
  )
  expect(Buffer.concat(writer.pieces)).toHaveLength(writer.length)
})

describe('native buckets', () => {
  it('are those that were told, by their upper bounds', () => {
    const counts = fc.array(fc.oneof(fc.constant(0), fc.nat(1_000_000)), { maxLength: 60 })
    const places = fc.integer({ min: -3_000, max: 3_000 })
    fc.assert(
      fc.property(counts, places, places, (counts, offset, shift) => {
        const { spans, deltas } = toNativeBuckets({ offset, counts }, shift)
        const read = new Map<number, number>()
        const left = [...deltas]
        let [index, count] = [0, 0]
        for (const [place, span] of spans.entries()) {
          if (place > 0) expect(span.offset).toBeGreaterThan(2)
          index += span.offset
          for (let within = 0; within < span.length; within++) {
            count += left.shift() ?? Number.NaN
            if (count > 0) read.set(index, count)
            index++
          }
        }
        expect(left).toEqual([])
        const wanted = counts.flatMap((count, place) =>
          count > 0 ? [[offset + place + shift + 1, count] as const] : [],
        )
        expect([...read]).toEqual(wanted)
      }),
    )
  })
})

it('tells each family after its length', () => {
  const bench = setUpPrometheus()
  bench.count('orders', 3, { attributes: { country: 'BR' } })
  bench.gauge('queue', 7)
  bench.record('render', [0, 1, 2, 1_000], { unit: 'millisecond' })
  const bytes = Buffer.concat(bench.pieces((text) => Buffer.from(text)))
  const families: string[] = []
  let at = 0
  while (at < bytes.length) {
    const [length, start] = readVarint(bytes, at)
    const [nameLength, nameStart] = readVarint(bytes, start + 1)
    families.push(Buffer.from(bytes.slice(nameStart, nameStart + Number(nameLength))).toString())
    at = start + Number(length)
  }
  expect(at).toBe(bytes.length)
  expect(families.slice(2)).toEqual(['orders_total', 'queue', 'render_seconds'])
})

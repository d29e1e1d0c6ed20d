import { claim, claimEqual } from '../claim.ts'
import { type ContractCase, caseGiven } from '../contractCase.ts'
import { patience } from './margins.ts'
import type { RuntimeHome } from './runtimeHome.ts'

const bodies: readonly (string | Uint8Array)[] = [
  'ü'.repeat(50_000),
  Uint8Array.from({ length: 100_000 }, (_, index) => index % 7),
  '',
]

/** RFC 1952: two bytes that tell the format, the method `deflate`, and a length at the end. */
const claimGzip = (packed: Uint8Array, body: string | Uint8Array): void => {
  claim(packed instanceof Uint8Array, 'what is packed is bytes', packed)
  claimEqual([...packed.subarray(0, 3)], [0x1f, 0x8b, 8], 'it begins as gzip does')
  const length = typeof body === 'string' ? body.length * 2 : body.length
  const told = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  claimEqual(told.getUint32(packed.byteLength - 4, true), length, 'it tells how long it was')
  claim(packed.length < Math.max(length, 100), 'it is shorter than it was', packed.length)
}

export const compressorCases = ({ create, enter }: RuntimeHome): readonly ContractCase[] => {
  const { compressor } = create()
  return [
    caseGiven(
      'compressor: what it packs is gzip',
      { given: compressor, missing: 'the host cannot pack' },
      async ({ gzip }) => {
        const { within } = enter()
        for (const body of bodies) claimGzip(await within(5_000 + patience, gzip(body)), body)
        const many = await within(5_000 + patience, Promise.all(bodies.map(gzip)))
        for (const [index, packed] of many.entries()) claimGzip(packed, bodies[index] ?? '')
      },
    ),
    caseGiven(
      'compressor: what it packs at once is gzip',
      { given: compressor?.gzipNow, missing: 'the host cannot pack at once' },
      async (gzipNow) => {
        for (const body of bodies) claimGzip(gzipNow(body), body)
      },
    ),
  ]
}

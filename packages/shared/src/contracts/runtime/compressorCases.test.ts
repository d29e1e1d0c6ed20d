import { deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Compressor } from '../../ports/compressor.ts'
import { runContract } from '../contractCase.ts'
import { createFake, fakeOptions } from './fakeHome.ts'
import { runtimeContract } from './runtimeContract.ts'

const resultsOf = async (compressor?: Compressor) => {
  const create = () => ({ ...createFake(), compressor })
  const results = await runContract(runtimeContract(create, fakeOptions))
  return results.filter(({ name }) => name.startsWith('compressor: '))
}

test('a host that cannot pack is asked nothing of it', async () => {
  expect(await resultsOf()).toMatchObject([{ outcome: 'skipped' }, { outcome: 'skipped' }])
})

const gzip: Compressor['gzip'] = async (body) => gzipSync(body)

test.each<[fault: string, compressor: Compressor, outcomes: readonly string[]]>([
  ['none', { gzip, gzipNow: gzipSync }, ['kept', 'kept']],
  ['none, but never at once', { gzip }, ['kept', 'skipped']],
  ['another format', { gzip: async (body) => deflateSync(body) }, ['broken', 'skipped']],
  ['bytes left out', { gzip: (body) => gzip(String(body).slice(1)) }, ['broken', 'skipped']],
  ['no answer', { gzip: () => new Promise(() => undefined) }, ['broken', 'skipped']],
  ['nothing at once', { gzip, gzipNow: () => new Uint8Array(20) }, ['kept', 'broken']],
])('a compressor with the fault "%s"', async (_, compressor, outcomes) => {
  expect((await resultsOf(compressor)).map(({ outcome }) => outcome)).toEqual(outcomes)
})

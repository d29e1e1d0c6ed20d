import { describe, expect, it } from 'vitest'
import { wallTime } from '../../model/units.ts'
import type { WireSink } from '../../ports/sink.ts'
import type { WireRequest } from '../../ports/wire.ts'
import { http } from './http.ts'
import type { HttpOptions } from './httpOptions.ts'

const url = 'https://sink.test/in'
const now = wallTime(1_767_225_600_000)

const open = (options: Partial<HttpOptions>): WireSink => {
  const sink = http({ url, ...options })
  if ('problems' in sink) throw new Error(JSON.stringify(sink.problems))
  return sink
}

describe('what is finished as it is sent', () => {
  const request: WireRequest = { url, headers: { 'x-kept': '1' }, body: 'x'.repeat(2_000), ids: [] }
  const compressor = {
    gzip: async () => Uint8Array.of(1),
    gzipNow: () => Uint8Array.of(2),
  }
  const finish = (sink: WireSink, isLast = false, host: object = { compressor }) =>
    sink.finish?.(request, { isLast, ...host })

  it('is nothing, where nothing is to be added', () => {
    expect(open({ headers: { a: '1' } }).finish).toBeUndefined()
  })

  it('has the headers of a function, at once where it is', async () => {
    const added = { ...request, headers: { 'x-kept': '1', a: '1' } }
    expect(finish(open({ headers: () => ({ A: '1' }) }))).toEqual(added)
    expect(await finish(open({ headers: async () => ({ A: '1' }) }))).toEqual(added)
    const then = (resolve: (headers: object) => void) => resolve({ A: '1' })
    const thenable = Object.fromEntries([['then', then]])
    expect(await finish(open({ headers: () => thenable as never }))).toEqual(added)
  })

  it.each([undefined, null, 'planted', { a: 'planted\n' }, ['planted']])(
    'fails without a value where the function gives %j',
    async (given) => {
      const plain = open({ headers: () => given as never })
      expect(() => finish(plain)).toThrow(/^no headers$/)
      const late = finish(open({ headers: async () => given as never }))
      await expect(late).rejects.toThrow(/^no headers$/)
    },
  )

  it('has the last headers that there were, where there is no time for others', async () => {
    let token = 0
    const sink = open({ headers: async () => ({ token: String(++token) }) })
    expect(finish(sink, true)).toBeInstanceOf(Promise)
    await finish(sink)
    expect(finish(sink, true)).toMatchObject({ headers: { token: '2' } })
  })

  it('is packed, where the host can and it is long enough', async () => {
    const sink = open({ compress: true })
    const packed = { headers: { 'x-kept': '1', 'content-encoding': 'gzip' } }
    expect(await finish(sink)).toMatchObject({ ...packed, body: Uint8Array.of(1) })
    expect(finish(sink, true)).toMatchObject({ ...packed, body: Uint8Array.of(2) })
    expect(finish(sink, false, {})).toEqual(request)
    expect(finish(sink, true, { compressor: { gzip: compressor.gzip } })).toEqual(request)
    const short = { ...request, body: 'x' }
    expect(sink.finish?.(short, { isLast: false, compressor })).toEqual(short)
    const bytes = { ...request, body: new Uint8Array(5_000) }
    expect(sink.finish?.(bytes, { isLast: false, compressor })).toEqual(bytes)
  })

  it('is plain where packing fails', async () => {
    const fail = () => {
      throw new Error('no memory')
    }
    const failing = { compressor: { gzip: async () => fail(), gzipNow: fail } }
    expect(await finish(open({ compress: true }), false, failing)).toEqual(request)
    expect(finish(open({ compress: true }), true, failing)).toEqual(request)
  })
})

describe('a refusal', () => {
  const answer = (status: number) => ({ type: 'answer', status, headers: {} }) as const
  const request: WireRequest = { url, headers: {}, body: 'x'.repeat(2_000), ids: [] }
  const compressor = { gzip: async () => Uint8Array.of(1) }
  const meaning = (sink: WireSink, status: number, of = request) =>
    sink.interpret(answer(status), now, of).type

  it('of a token is held where another one can be had', () => {
    expect(meaning(open({ headers: { authorization: 'x' } }), 401)).toBe('rejected')
    const sink = open({ headers: () => ({}) })
    expect([401, 403, 400, 415].map((status) => meaning(sink, status))).toEqual([
      'retryable',
      'rejected',
      'rejected',
      'rejected',
    ])
  })

  it.each([400, 415])('of a packed body by %i sends it plain from there on', async (status) => {
    const sink = open({ compress: true })
    const packed = (await sink.finish?.(request, { isLast: false, compressor })) as WireRequest
    expect(meaning(sink, status, packed)).toBe('retryable')
    // Another that was under way.
    expect(meaning(sink, status, packed)).toBe('retryable')
    expect(sink.finish?.(request, { isLast: false, compressor })).toEqual(request)
    expect(meaning(sink, 200)).toBe('delivered')
    expect(sink.finish?.(request, { isLast: false, compressor })).toEqual(request)
  })

  it('of the plain body as well was not about packing', async () => {
    const sink = open({ compress: true })
    const packed = (await sink.finish?.(request, { isLast: false, compressor })) as WireRequest
    expect(meaning(sink, 400, packed)).toBe('retryable')
    expect(meaning(sink, 400)).toBe('rejected')
    expect(sink.finish?.(request, { isLast: false, compressor })).toBeInstanceOf(Promise)
  })

  it('of a body that the app itself has packed is one', () => {
    const own = { ...request, headers: { 'content-encoding': 'gzip' } }
    expect(meaning(open({ compress: true }), 400, own)).toBe('rejected')
  })
})

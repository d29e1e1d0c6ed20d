import { gunzipSync } from 'node:zlib'
import { type HttpOptions, http, init } from '@holdfast/node'
import { parseNdjson } from '@holdfast/shared/schema'
import type { Behaviour, Choice, FaultySink } from '@holdfast/shared/testing'
import { describe, expect, it } from 'vitest'
import { repeatsOf } from '../harness/expectSeen.ts'
import { startSink } from '../harness/startSink.ts'
import { openMonitor, startSampling } from './openMonitor.ts'

const secret = 'planted-secret'

const setUp = async (options: Partial<HttpOptions>, path = '') => {
  const sink = await startSink()
  const said: string[] = []
  const monitor = openMonitor(
    { forSentry: sink, forHttp: sink },
    {
      sinks: [http({ url: `${sink.url}${path}`, ...options })],
      retry: { baseDelay: 20, maxDelay: 100 },
      batch: { maxAge: 50 },
      debug: ({ text }) => said.push(text),
    },
  )
  const stopSampling = startSampling(monitor)
  const captureAll = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, number) =>
      String(monitor.captureError(new Error(`number ${number} ${'x'.repeat(200)}`))),
    )
  const expectAll = (ids: readonly string[]): void => {
    stopSampling()
    expect([...sink.taken().keys()].sort()).toEqual([...ids].sort())
    expect(repeatsOf(sink.taken())).toEqual([])
    expect(monitor.stats().sinks['http']?.error).toMatchObject({
      accepted: ids.length,
      delivered: ids.length,
      pending: 0,
      lost: {},
    })
  }
  return { sink, monitor, said, captureAll, expectAll }
}

const unlessToken =
  (isGood: (token: string | undefined) => boolean): Choice =>
  ({ headers }): Behaviour => ({
    do: 'answer',
    status: isGood(headers['authorization']) ? 200 : 401,
  })

describe('a token that changes', () => {
  it('is asked for before each request, and one that ran out costs nothing', async () => {
    let asked = 0
    const { sink, monitor, captureAll, expectAll } = await setUp({
      headers: async () => ({ authorization: `Bearer ${++asked}` }),
    })
    // The first two have run out by the time they arrive.
    sink.behaveAlways(unlessToken((token) => Number(token?.slice(7)) > 2))
    const ids = captureAll(60)
    await monitor.flush('10s')
    expectAll(ids)
    expect(asked).toBe(sink.requests.length)
    expect(new Set(sink.requests.map(({ headers }) => headers['authorization'])).size).toBe(asked)
  })

  it('that cannot be had costs nothing either, and is told of without a value', async () => {
    let asked = 0
    const fail = async (): Promise<never> => {
      throw new Error(`401 for ${secret}`)
    }
    const { sink, monitor, said, captureAll, expectAll } = await setUp(
      {
        headers: () => {
          asked++
          if (asked === 1) throw new TypeError(`no ${secret}`)
          if (asked === 2) return fail()
          if (asked === 3) return { authorization: `${secret}\n` }
          return { authorization: `Bearer ${secret}` }
        },
      },
      `?key=${secret}`,
    )
    sink.behave({ do: 'answer', status: 500 }, { do: 'reset' }, { do: 'answer', status: 413 })
    const ids = captureAll(40)
    await monitor.flush('10s')
    expectAll(ids)
    expect(said.filter((text) => text.includes('headers'))).toHaveLength(1)
    expect(said.join('\n')).not.toContain(secret)
    expect(sink.requests.at(-1)).toMatchObject({
      path: `/signals?key=${secret}`,
      headers: { authorization: `Bearer ${secret}` },
    })
  })

  it('refused for good is told without its value', async () => {
    const { sink, monitor, said, captureAll } = await setUp(
      { headers: { authorization: secret } },
      `?key=${secret}`,
    )
    sink.behaveAlways({ do: 'answer', status: 403, body: secret })
    captureAll(1)
    await monitor.flush('5s')
    expect(said).toHaveLength(1)
    expect(said.join()).not.toContain(secret)
  })
})

describe('wrong options', () => {
  it('throw one error that names each, and no value', () => {
    const sinks = [
      http({
        url: `https://user:${secret}@sink.test`,
        headers: { authorization: `${secret}\r\n` },
        format: secret as never,
      }),
    ]
    const open = () => init({ service: 'delivery', store: false, sinks })
    expect(open).toThrow(/sinks\[0\]\.url[\s\S]*sinks\[0\]\.headers[\s\S]*sinks\[0\]\.format/)
    expect(open).not.toThrow(secret)
  })
})

describe('a packed body', () => {
  const unpacked = ({ bytes }: FaultySink['requests'][number]): string =>
    gunzipSync(bytes).toString()

  it('is gzip, and shorter by far', async () => {
    const { sink, monitor, captureAll, expectAll } = await setUp({ compress: true })
    const ids = captureAll(60)
    await monitor.flush('10s')
    expectAll(ids)
    for (const request of sink.requests) {
      expect(request.headers).toMatchObject({
        'content-encoding': 'gzip',
        'content-length': String(request.bytes.length),
      })
      expect(unpacked(request)).toBe(request.body)
      expect(request.bytes.length).toBeLessThan(request.body.length / 3)
    }
  })

  it.each([400, 415])(
    'that a server answers with %i goes plain, and so do others',
    async (status) => {
      const { sink, monitor, captureAll, expectAll } = await setUp({ compress: true })
      sink.behaveAlways(({ headers }) => ({
        do: 'answer',
        status: headers['content-encoding'] ? status : 202,
      }))
      const ids = captureAll(60)
      await monitor.flush('10s')
      const refused = sink.requests.filter(({ headers }) => headers['content-encoding']).length
      captureAll(1)
      await monitor.flush('10s')
      expectAll([...ids, ...[...sink.taken().keys()].filter((id) => !ids.includes(id))])
      expect(refused).toBeGreaterThan(0)
      expect(sink.requests.filter(({ headers }) => headers['content-encoding'])).toHaveLength(
        refused,
      )
    },
  )
})

describe('formats', () => {
  it('ndjson arrives in lines that parse', async () => {
    const { sink, monitor, captureAll, expectAll } = await setUp({
      format: 'ndjson',
      compress: true,
    })
    sink.behave({ do: 'answer', status: 413 }, { do: 'answer', status: 503 }, { do: 'reset' })
    const ids = captureAll(40)
    await monitor.flush('10s')
    expectAll(ids)
    for (const { body, headers } of sink.requests) {
      expect(parseNdjson(body).ok).toBe(true)
      expect(headers['content-type']).toBe('application/x-ndjson')
    }
  })

  it('bytes of an own function arrive as they are', async () => {
    const every = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    const { sink, monitor, captureAll } = await setUp({ encode: () => every })
    captureAll(1)
    await monitor.flush('10s')
    expect(sink.requests.map(({ bytes }) => [...bytes])).toEqual([[...every]])
    expect(monitor.stats().sinks['http']?.error).toMatchObject({ delivered: 1 })
  })

  it('an own function that throws costs the signals only that it throws on', async () => {
    const { sink, monitor, captureAll } = await setUp({
      encode: (signals) => {
        if (signals.some((signal) => 'message' in signal && /number 7 /.test(signal.message))) {
          throw new Error('not seven')
        }
        return { body: { signals: signals.map(({ id }) => ({ id })) } }
      },
    })
    captureAll(40)
    await monitor.flush('10s')
    expect(sink.taken().size).toBe(39)
    expect(monitor.stats().sinks['http']?.error).toMatchObject({
      delivered: 39,
      pending: 0,
      lost: { sinkFailed: 1 },
    })
  })
})

describe('batches', () => {
  it('are as the sink wants them', async () => {
    const { sink, monitor, captureAll, expectAll } = await setUp({
      batch: { maxCount: 100, maxAge: 300 },
    })
    const ids = captureAll(250)
    await monitor.flush('10s')
    expectAll(ids)
    expect(sink.requests.map((request) => request.ids.length)).toEqual([100, 100, 50])
  })
})

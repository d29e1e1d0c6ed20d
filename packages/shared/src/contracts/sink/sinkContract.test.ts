import { describe, expect, test } from 'vitest'
import { milliseconds, monotonicTime } from '../../model/units.ts'
import type { WireSink } from '../../ports/sink.ts'
import { cloudEvents } from '../../sinks/cloudEvents/cloudEvents.ts'
import { http } from '../../sinks/http/http.ts'
import { sentry } from '../../sinks/sentry/sentry.ts'
import { createStripeMeters } from '../../sinks/stripe/stripeMeters.ts'
import { runContract } from '../contractCase.ts'
import { sinkContract } from './sinkContract.ts'

const openHttp = () => http({ url: 'https://sink.test/in' })

describe.each([
  ['http', openHttp],
  ['http in lines', () => http({ url: 'https://sink.test/in', format: 'ndjson' })],
  [
    'http with a format of the app, packed',
    () =>
      http({
        url: 'https://sink.test/in',
        compress: true,
        headers: { authorization: 'token' },
        encode: (signals) => signals.map((signal) => ({ body: signal, signals: [signal] })),
      }),
  ],
  ['sentry', () => sentry({ dsn: 'https://key@sink.test/1' })],
  [
    'cloudEvents, packed',
    () => cloudEvents({ url: 'https://sink.test/in', headers: () => ({ a: '1' }), compress: true }),
  ],
  [
    'stripeMeters',
    () =>
      createStripeMeters(
        { apiKey: 'rk_test', customerOf: (subject) => `cus_${subject}` },
        {
          clock: { now: () => monotonicTime(0) },
          isShared: false,
          fetch: async () => ({ ok: true, json: async () => ({ authentication_token: 'token' }) }),
          AbortSignal,
        },
      ),
  ],
])('%s', (_, create) => {
  for (const { name, run, skipped } of sinkContract(create)) test.skipIf(skipped)(name, run)
})

test('a sink that finishes nothing is asked nothing of it', async () => {
  const results = await runContract(sinkContract(openHttp))
  expect(results.filter(({ outcome }) => outcome === 'skipped')).toHaveLength(2)
})

/** The http sink, with a fault planted into it. */
const broken = (plant: (sink: WireSink) => Partial<WireSink>) => (): WireSink => {
  const sink = openHttp()
  if ('problems' in sink) throw new Error('the http sink is misconfigured')
  return { ...sink, ...plant(sink) }
}

const faults: readonly (readonly [caseName: string, create: () => WireSink])[] = [
  ['sink: has a name', broken(() => ({ name: '' }))],
  [
    'sink: accepts says yes or no to any signal, and always the same',
    broken(() => ({
      accepts: ({ kind }) => {
        if (kind !== 'error') throw new Error('unknown kind')
        return true
      },
    })),
  ],
  [
    'encode: the same input gives the same output',
    broken(({ encode }) => {
      let count = 0
      return {
        encode: (signals, sentAt, losses) =>
          encode(signals, sentAt, losses).map((request) => ({
            ...request,
            body: `${request.body}${count++}`,
          })),
      }
    }),
  ],
  [
    'encode: equal signals give equal output, whichever objects they are',
    broken(({ encode }) => {
      const seen = new WeakSet<object>()
      return {
        encode: (signals, sentAt, losses) => {
          const isNew = signals[0] !== undefined && !seen.has(signals[0].resource)
          for (const { resource } of signals) seen.add(resource)
          const groups = new Set(signals.map(({ resource }) => resource)).size
          return encode(signals, sentAt, losses).map((request) => ({
            ...request,
            body: `${request.body}${isNew}${groups}`,
          }))
        },
      }
    }),
  ],
  [
    'encode: to tell of losses changes nothing about who carries what',
    broken(({ encode }) => ({
      encode: (signals, sentAt, losses) =>
        losses.length > 0 ? [] : encode(signals, sentAt, losses),
    })),
  ],
  [
    'encode: signals are not changed',
    broken(({ encode }) => ({
      encode: (signals, sentAt, losses) => {
        for (const signal of signals) Object.assign(signal, { message: 'trimmed' })
        return encode(signals, sentAt, losses)
      },
    })),
  ],
  [
    'encode: each signal is carried by exactly one request',
    broken(({ encode }) => ({
      encode: (signals, sentAt, losses) => encode(signals.slice(1), sentAt, losses),
    })),
  ],
  [
    'encode: each signal is carried by exactly one request',
    broken(({ encode }) => ({
      encode: (signals, sentAt, losses) => [
        ...encode(signals, sentAt, losses),
        ...encode(signals, sentAt, losses),
      ],
    })),
  ],
  [
    'encode: requests are whole',
    broken(({ encode }) => ({
      encode: (signals, sentAt, losses) =>
        encode(signals, sentAt, losses).map((request) => ({
          ...request,
          headers: { 'x-y': 'a\r\nb: c' },
        })),
    })),
  ],
  [
    'encode: a receiver finds each id in the body',
    broken(({ encode }) => ({
      encode: (signals, sentAt, losses) =>
        encode(signals, sentAt, losses).map((request) => ({ ...request, body: '{}' })),
    })),
  ],
  [
    'encode: a later attempt carries the same under the same key',
    broken(({ encode }) => ({
      encode: (signals, sentAt, losses) =>
        encode(signals, sentAt, losses).map((request) => ({
          ...request,
          headers: { 'idempotency-key': String(sentAt) },
        })),
    })),
  ],
  [
    'finish: a request carries the same signals to the same place',
    broken(() => ({ finish: (request) => ({ ...request, ids: [] }) })),
  ],
  [
    'finish: a request carries the same signals to the same place',
    broken(() => ({ finish: async (request) => ({ ...request, url: 'https://other.test' }) })),
  ],
  [
    'finish: a request is whole, and has the headers that it had',
    broken(() => ({ finish: async (request) => ({ ...request, headers: {} }) })),
  ],
  [
    'finish: a request is whole, and has the headers that it had',
    broken(() => ({ finish: (request) => ({ ...request, body: '' }) })),
  ],
  ['interpret: 202 is delivered', broken(() => ({ interpret: () => ({ type: 'retryable' }) }))],
  ['interpret: 400 is rejected', broken(() => ({ interpret: () => ({ type: 'retryable' }) }))],
  [
    'interpret: 401 is final, or a reason to finish the request anew',
    broken(() => ({ interpret: () => ({ type: 'retryable' }), finish: undefined })),
  ],
  ['interpret: 503 is retryable', broken(() => ({ interpret: () => ({ type: 'delivered' }) }))],
  [
    'interpret: Retry-After is obeyed, in seconds and as a date',
    broken(() => ({
      interpret: () => ({ type: 'limited', limits: [{ after: milliseconds(1_000) }] }),
    })),
  ],
  [
    'interpret: hostile headers give no delay, or a finite one',
    broken(() => ({
      interpret: ({ headers }) => ({
        type: 'limited',
        limits: [{ after: milliseconds(Number(headers['retry-after'] ?? 1) * 1_000) }],
      }),
    })),
  ],
  [
    'interpret: a limit always says for how long',
    broken(({ interpret }) => ({
      interpret: (answer, now, request) => {
        const outcome = interpret(answer, now, request)
        return outcome.type === 'limited'
          ? { ...outcome, limits: [{ after: milliseconds(Number.NaN) }] }
          : outcome
      },
    })),
  ],
  [
    'interpret: every status means something',
    broken(({ interpret }) => ({
      interpret: (answer, now, request) => {
        if (answer.status < 100) throw new Error('no such status')
        return interpret(answer, now, request)
      },
    })),
  ],
  [
    'interpret: the same answer means the same',
    broken(() => {
      let calls = 0
      return { interpret: () => ({ type: 'limited', limits: [{ after: milliseconds(calls++) }] }) }
    }),
  ],
]

test.each(faults)('a sink with a fault breaks "%s"', async (caseName, create) => {
  const results = await runContract(sinkContract(create))
  expect(results.find(({ name }) => name === caseName)).toMatchObject({ outcome: 'broken' })
})

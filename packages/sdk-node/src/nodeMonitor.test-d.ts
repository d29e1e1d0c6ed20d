import { expectTypeOf, it } from 'vitest'
import { init } from './init.ts'
import type { NodeMonitor } from './nodeMonitor.ts'

declare const monitor: NodeMonitor

it('is what init gives', () => {
  expectTypeOf(init({ service: 'checkout', sinks: [] })).toEqualTypeOf<NodeMonitor>()
})

it('gives a function that stands wherever fetch does', () => {
  const payments = monitor.fetch('payments')
  expectTypeOf(payments).toEqualTypeOf<typeof globalThis.fetch>()
  expectTypeOf(payments('https://a.test', { method: 'POST' })).resolves.toEqualTypeOf<Response>()
})

it('knows that results are answers', () => {
  monitor.fetch('payments', {
    timeout: '2s',
    retry: { retryResultIf: ({ status }, attempt) => status === 503 && attempt < 2 },
    breaker: { failureResultIf: (response) => !response.ok },
    fallback: async () => Response.json({}),
    fetch: async () => new Response(),
    methods: ['GET', 'POST'],
  })
  // @ts-expect-error an answer can be read once: a function makes each
  monitor.fetch('payments', { fallback: new Response() })
  // @ts-expect-error no such part
  monitor.fetch('payments', { retries: 3 })
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { startFaultyPeer } from '../../harness/startFaultyPeer.ts'
import { byFetch, type Client, createKeepAlive, createUndici } from './clients.ts'
import { openMonitor, settled } from './openMonitor.ts'

const paths = [
  'ok',
  'status/204',
  'status/404',
  'status/500',
  'large',
  'trickle',
  'early',
  'reset',
  'half',
  'hang',
  'slow/15',
]

/** Of a model that knows nothing of channels: what each path would be told as, unless it is given up. */
const statusOf = (path: string): number | undefined => {
  if (path === 'reset' || path === 'hang') return undefined
  return Number(/status\/(\d+)/.exec(path)?.[1] ?? 200)
}

it('each call is told once, with what came of it, in any order', async () => {
  const peer = await startFaultyPeer()
  const { series, said } = openMonitor()
  const shared: readonly Client[] = [
    byFetch,
    createUndici({ connections: 3 }),
    createUndici({ connections: 1, pipelining: 3 }),
    createKeepAlive(),
  ]
  const step = fc.record({
    path: fc.constantFrom(...paths),
    client: fc.nat(shared.length - 1),
    method: fc.constantFrom('GET', 'POST'),
    /** When it begins, and when its caller gives up. */
    wait: fc.nat(20),
    patience: fc.option(fc.nat(25), { nil: undefined }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const begun = steps.map(async ({ path, client, method, wait, patience }) => {
        await settled(wait)
        const most = path === 'hang' ? 30 : 5_000
        const signal = AbortSignal.timeout(patience ?? most)
        const body = method === 'POST' ? { body: 'some' } : {}
        const url = `${peer.url}/${path}`
        const outcome = await shared[client]?.(url, { method, signal, ...body }).catch(
          () => undefined,
        )
        return outcome === undefined ? undefined : [method, statusOf(path)].join(' ')
      })
      const answered = (await Promise.all(begun)).filter((text) => text !== undefined)
      await settled(5)
      const told = await series()
      const all = told.reduce((sum, { count }) => sum + count, 0)
      // One that is given up at once may never have been sent.
      expect(all).toBeLessThanOrEqual(steps.length)
      expect(all).toBeGreaterThanOrEqual(steps.filter((one) => one.patience === undefined).length)
      for (const text of new Set(answered)) {
        const count = told.reduce((sum, { attributes, count: more }) => {
          const { 'http.request.method': method, 'http.response.status_code': status } = attributes
          return [method, status].join(' ') === text ? sum + more : sum
        }, 0)
        expect(count).toBeGreaterThanOrEqual(answered.filter((one) => one === text).length)
        const possible = steps.filter(({ method, path }) => `${method} ${statusOf(path)}` === text)
        expect(count).toBeLessThanOrEqual(possible.length)
      }
      expect(said).toEqual([])
    }),
    { numRuns: 30 },
  )
})

import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { HoldfastConfigError, init } from '@holdfast/node'
import { memoryCounters, type Quota } from '@holdfast/node/counters'
import { postgresCounters } from '@holdfast/node/postgres'
import { redisCounters } from '@holdfast/node/redis'
import { usageSignal } from '@holdfast/shared/contracts'
import { expect, it, onTestFinished } from 'vitest'

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`
}

const minute = Math.floor(Date.now() / 60_000) * 60_000

const keyOf = (key: string) => ({ headers: { 'x-api-key': key } })

it('stands before a handler: 429 as a problem, and headers on every answer', async () => {
  const counters = memoryCounters()
  const deltas = [{ subject: 'acme', quantity: 2 }]
  await counters.receive([usageSignal({ id: 1, minute, meter: 'calls', deltas })])
  const limits = [
    counters.quota('calls', 3, 'month'),
    counters.quota('calls', 1_000, { per: 'hour', name: 'burst' }),
  ].map((limit) =>
    limit.middleware<import('node:http').IncomingMessage>({
      subjectOf: ({ headers }) => headers['x-api-key']?.toString(),
      count: (subject, quantity) =>
        counters.foresee?.({ meter: 'calls', subject, quantity, minute } as never),
    }),
  )
  const url = await serve((request, response) => {
    const [first, second] = limits
    first?.(request, response, () => second?.(request, response, () => response.end('served')))
  })
  const served = await fetch(url, keyOf('acme'))
  expect(await served.text()).toBe('served')
  expect(served.headers.get('ratelimit-policy')).toMatch(
    /^"calls";q=3;w=\d{7}, "burst";q=1000;w=3600$/,
  )
  expect(served.headers.get('ratelimit')).toMatch(/^"calls";r=0;t=\d+, "burst";r=\d+;t=\d+$/)
  const denied = await fetch(url, keyOf('acme'))
  expect(denied.status).toBe(429)
  expect(denied.headers.get('content-type')).toBe('application/problem+json')
  expect(denied.headers.get('retry-after')).toMatch(/^\d+$/)
  expect(await denied.json()).toMatchObject({ status: 429, 'violated-policies': ['calls'] })
  const unknown = await fetch(url)
  expect(unknown.status).toBe(200)
  expect(unknown.headers.get('ratelimit')).toBeNull()
})

it('hands what fails in the app to whatever handles its errors', async () => {
  const limit = memoryCounters().quota('calls', 3, 'day')
  const fails = limit.middleware({
    subjectOf: () => Promise.reject(new Error('no session')),
  })
  const url = await serve((request, response) =>
    fails(request, response, (error) => {
      response.statusCode = 500
      response.end(String(error))
    }),
  )
  expect(await (await fetch(url)).text()).toBe('Error: no session')
})

/** As docs/counters.md shows it for handlers of the Fetch standard. */
const protect =
  (limit: Quota, handler: (request: Request) => Promise<Response>) => async (request: Request) => {
    const answer = await limit.check(request.headers.get('x-api-key') ?? 'anonymous')
    const { headers, problem } = answer
    if (problem) {
      const type = { 'content-type': 'application/problem+json' }
      return new Response(JSON.stringify(problem), {
        status: problem.status,
        headers: { ...headers, ...type },
      })
    }
    const response = await handler(request)
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    return response
  }

it('answers in the shape of the Fetch standard', async () => {
  const limit = memoryCounters().quota('calls', 1, 'day')
  const handler = protect(limit, async () => new Response('served'))
  const served = await handler(new Request('http://localhost/'))
  expect(await served.text()).toBe('served')
  expect(served.headers.get('ratelimit')).toMatch(/^"calls";r=0;t=\d+$/)
  const none = protect(
    memoryCounters().quota('calls', 0, 'day'),
    async () => new Response('served'),
  )
  const denied = await none(new Request('http://localhost/'))
  expect(denied.status).toBe(429)
  expect(denied.headers.get('content-type')).toBe('application/problem+json')
})

it('says with init what is wrong with the options', () => {
  const wrong = [
    redisCounters({} as never, { prefix: '{}', keepDays: { week: 1 } as never, repeatDays: 0 }),
    postgresCounters(undefined as never, { schema: 'a"b', pool: 1 } as never),
    memoryCounters({ maxTotals: 0, periods: [] }),
  ]
  const start = () => init({ service: 'counters', sinks: wrong, store: false })
  expect(start).toThrow(HoldfastConfigError)
  const options = wrong.flatMap(({ problems = [] }) => problems.map(({ option }) => option))
  expect(options).toEqual([
    'client',
    'prefix',
    'keepDays',
    'repeatDays',
    'pool',
    'pool',
    'schema',
    'periods',
    'maxTotals',
  ])
})

it.each([
  ['shared/src/counters/counters.ts', 'CountersOptions'],
  ['shared/src/counters/memoryCounters.ts', 'MemoryCountersOptions'],
  ['shared/src/counters/quota.ts', 'QuotaOptions'],
  ['sdk-node/src/counters/redisCounters.ts', 'RedisCountersOptions'],
  ['sdk-node/src/counters/postgresCounters.ts', 'PostgresCountersOptions'],
])('tells in its page of every option that is in %s', (file, type) => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  const [, body = ''] =
    new RegExp(`export interface ${type}[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(
      read(`packages/${file}`),
    ) ?? []
  const names = [...body.matchAll(/^ {2}readonly (\w+)/gm)].map(([, name]) => name)
  expect(names).not.toEqual([])
  const told = [...read('docs/counters.md').matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)
  expect(told).toEqual(expect.arrayContaining(names))
})

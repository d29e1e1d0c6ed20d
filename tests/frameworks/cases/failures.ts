import { expect } from 'vitest'
import { about, type Bench, openBench } from '../bench.ts'
import type { Framework } from '../framework.ts'
import type { Cases } from './cases.ts'

const mechanism = { type: 'handler', handled: false }

interface Failure {
  readonly path: string
  readonly template?: string
  readonly message: string
  readonly status?: number
  /** Whoever sees it first says how it came to be known. */
  readonly seenBy?: 'ours' | 'either'
}

/** What fails is answered by the app's own handler, captured once, and told with its request. */
const failing = (failure: Failure) => async (framework: Framework) => {
  const { path, template = path, message, status = 500, seenBy = 'ours' } = failure
  const { ask, errors, told, spell, url } = await openBench(framework)
  const headers = { 'x-user': 'ada', 'x-request-id': 'r-1' }
  const answer = await ask(path, { headers })
  await answer.text()
  expect(answer.status).toBe(status)
  const route = spell(template)
  const request = { id: 'r-1', method: 'GET', url: url + path, route }
  const seen = { message, user: 'ada', request, ...(seenBy === 'ours' && { mechanism }) }
  expect((await errors()).map(about)).toMatchObject([seen])
  const error = String(status)
  expect(await told(1)).toEqual([{ method: 'GET', route, status, error, count: 1 }])
}

/** What the client is to blame for is answered, and is no error. */
const refused = async ({ errors, told }: Bench, answer: Response, route: string) => {
  const { status } = answer
  await answer.text()
  expect([400, 422]).toContain(status)
  expect(await errors()).toEqual([])
  const { method } = (await told(1))[0] ?? {}
  expect(await told(1)).toEqual([{ method, route, status, error: undefined, count: 1 }])
}

/** What is thrown, and what becomes of it. */
export const failures: Cases = {
  'captures what a handler throws': failing({ path: '/sync', message: 'sync' }),
  'captures what a handler throws later': failing({ path: '/async', message: 'async' }),
  'captures what is handed to the framework': failing({ path: '/passed', message: 'passed' }),
  'captures what is thrown with a status of 5xx': failing({
    path: '/unavailable',
    message: 'unavailable',
    status: 503,
  }),
  'captures once what the app captures, too': failing({
    path: '/handled',
    message: 'handled',
    seenBy: 'either',
  }),
  'captures what is no error': failing({ path: '/primitive', message: 'a text' }),
  'tells a mounted router with what it throws': failing({
    path: '/teams/red/broken',
    template: '/teams/:team/broken',
    message: 'broken',
  }),

  'does not capture what is thrown with a status of 4xx': async (framework) => {
    const bench = await openBench(framework)
    await refused(bench, await bench.ask('/refused'), bench.spell('/refused'))
  },

  'does not capture a body that cannot be read': async (framework) => {
    const bench = await openBench(framework)
    const headers = { 'content-type': 'application/json' }
    const answer = await bench.ask('/parsed', { method: 'POST', headers, body: '{"no' })
    await refused(bench, answer, bench.spell('/parsed'))
  },

  'captures what is thrown after the answer has begun': async (framework) => {
    const { ask, errors, told, spell } = await openBench(framework)
    // Not every framework ends the answer then.
    const signal = AbortSignal.timeout(1_000)
    await ask('/late', { headers: { 'x-user': 'ada' }, signal })
      .then((answer) => answer.text())
      .catch(() => 'cut off')
    const [{ route, count } = {}] = await told(1)
    expect([route, count]).toEqual([spell('/late'), 1])
    expect((await errors()).map(about)).toMatchObject([
      { message: 'late', user: 'ada', mechanism, request: { route } },
    ])
  },
}

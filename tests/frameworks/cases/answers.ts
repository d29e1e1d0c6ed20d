import { request } from 'node:http'
import { expect } from 'vitest'
import { about, openBench } from '../bench.ts'
import type { Cases } from './cases.ts'

const told = { method: 'GET', status: 200, error: undefined, count: 1 }

/** What is answered well, and how it is counted. */
export const answers: Cases = {
  'names a route by its template': async (framework) => {
    const { ask, told: tell, spell } = await openBench(framework)
    expect(await (await ask('/users/7?from=mail')).text()).toBe('7')
    expect(await (await ask('/users/8')).text()).toBe('8')
    expect(await tell(2)).toEqual([{ ...told, route: spell('/users/:user'), count: 2 }])
  },

  'names a route of a router that is mounted under a parameter': async (framework) => {
    const { ask, told: tell, spell } = await openBench(framework)
    expect(await (await ask('/teams/red/members/7')).text()).toBe('7')
    expect(await (await ask('/teams/teams/members/members')).text()).toBe('members')
    expect(await (await ask('/teams/a%20b/members/c%2Fd')).text()).toBe('c/d')
    const route = spell('/teams/:team/members/:member')
    expect(await tell(3)).toEqual([{ ...told, route, count: 3 }])
  },

  'has no route for what is not found': async (framework) => {
    const { ask, told: tell, errors } = await openBench(framework)
    for (const path of ['/nowhere', '/users', '/users/7/of/9', '/teams/red/nowhere']) {
      expect((await ask(path)).status).toBe(404)
    }
    expect(await tell(4)).toEqual([{ ...told, status: 404, route: undefined, count: 4 }])
    expect(await errors()).toEqual([])
  },

  'has no route for what a middleware answers': async (framework) => {
    const { ask, told: tell } = await openBench(framework)
    expect(await (await ask('/answered')).text()).toBe('answered')
    expect(await tell(1)).toEqual([{ ...told, route: undefined }])
  },

  'tells the route of what the app itself captures': async (framework) => {
    const { ask, errors, spell, url } = await openBench(framework)
    expect((await ask('/told/7')).status).toBe(200)
    const route = spell('/told/:what')
    expect((await errors()).map(about)).toMatchObject([
      { message: 'told', request: { route, method: 'GET', url: `${url}/told/7` } },
    ])
  },

  'answers HEAD without a body': async (framework) => {
    const { port, told: tell, spell } = await openBench(framework)
    const answer = await new Promise<readonly [number | undefined, number]>((resolve, reject) => {
      const asked = request({ port, host: '127.0.0.1', method: 'HEAD', path: '/users/7' })
      asked.on('error', reject)
      asked.on('response', (response) => {
        let bytes = 0
        response.on('data', (part) => (bytes += part.length))
        response.on('end', () => resolve([response.statusCode, bytes]))
      })
      asked.end()
    })
    expect(answer).toEqual([200, 0])
    expect(await tell(1)).toEqual([{ ...told, method: 'HEAD', route: spell('/users/:user') }])
  },

  'takes the id that a request has, and makes one where it has none': async (framework) => {
    const { ask, errors } = await openBench(framework, { answerRequestId: true })
    const taken = await ask('/told/7', { headers: { 'x-request-id': 'from-the-proxy-1' } })
    const made = (await ask('/told/8')).headers.get('x-request-id')
    expect(taken.headers.get('x-request-id')).toBe('from-the-proxy-1')
    expect(made).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/)
    const ids = (await errors()).map((error) => about(error).request?.['id'])
    expect(ids).toEqual(['from-the-proxy-1', made])
  },
}

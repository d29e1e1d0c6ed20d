import { expect } from 'vitest'
import { about, openBench } from '../bench.ts'
import type { Cases } from './cases.ts'

/** What is told of one request is told of no other. */
export const scopes: Cases = {
  'keeps the scope over a body that is read': async (framework) => {
    const { ask, errors, told, spell } = await openBench(framework)
    const body = JSON.stringify({ text: 'x'.repeat(60_000) })
    const post = async (user: string) => {
      const headers = { 'content-type': 'application/json', 'x-user': user }
      const answer = await ask('/parsed', { method: 'POST', headers, body })
      await answer.text()
      return answer.status
    }
    expect(await Promise.all(['ada', 'bob'].map(post))).toEqual([500, 500])
    const route = spell('/parsed')
    const seen = (await errors()).map(about)
    expect(seen.map(({ user }) => user).sort()).toEqual(['ada', 'bob'])
    for (const { message, request } of seen) {
      expect([message, request?.['route'], request?.['method']]).toEqual(['parsed', route, 'POST'])
    }
    const failed = { method: 'POST', route, status: 500, error: '500', count: 2 }
    expect(await told(2)).toEqual([failed])
  },

  'tells two hundred requests apart that are served at once': async (framework) => {
    const { ask, errors, told, url, spell } = await openBench(framework)
    const names = Array.from({ length: 200 }, (_, index) => `user-${index}`)
    const answers = names.map(async (name) => {
      const headers = { 'x-user': name, 'x-request-id': name }
      const answer = await ask(`/mine/${name}`, { headers })
      await answer.text()
    })
    await Promise.all(answers)
    const seen = (await errors()).map(about)
    expect(seen.map(({ message }) => message).sort()).toEqual([...names].sort())
    const route = spell('/mine/:name')
    for (const { message, user, request } of seen) {
      const ownUrl = `${url}/mine/${message}`
      expect([user, request]).toEqual([message, { id: message, method: 'GET', url: ownUrl, route }])
    }
    expect(await told(200)).toMatchObject([{ route, status: 500, count: 200 }])
  },
}

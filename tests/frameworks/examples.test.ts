import { describe, expect, it } from 'vitest'
import { readText, startExample } from './startExample.ts'

const apps = ['express', 'koa', 'hono', 'fastify', 'nest']
const files = [
  ...apps.map((name) => `${name}/app.mjs`),
  'nest/app.module.mjs',
  ...['monitor.js', 'instrumentation.js', 'next.config.mjs'].map((file) => `next/${file}`),
]

it.each(files)('examples/%s stands in the README as it is', (path) => {
  expect(readText('README.md')).toContain(`\n\`\`\`js\n${readText(`examples/${path}`)}\`\`\`\n`)
})

describe.each(apps)('the example of %s', (name) => {
  it('ships requests by route, and what fails with its user', async () => {
    const { url: app, printed } = await startExample(name, '/shops/7/orders/1\n')
    const url = `${app}/shops/7/orders`
    expect(await (await fetch(`${url}/1`)).json()).toEqual({ shop: '7', order: '1' })
    const headers = { 'content-type': 'application/json', 'x-user': 'ada', 'x-request-id': 'r-1' }
    const failed = await fetch(url, { method: 'POST', headers, body: '{"item":"tea"}' })
    expect(failed.status).toBe(500)
    await printed(`error There is no tea. {"user":"ada","id":"r-1","method":"POST","url":"${url}"`)
    await printed('"route":"/shops/:shop/orders"')
    await printed('"http.route":"/shops/:shop/orders/:order"')
  })
})

/** What a line tells of an error's request, and of where in Next it failed. */
const about = (line: string): unknown => JSON.parse(line.slice(line.indexOf('{')))

it('the example of next tells what it throws, and nothing else', async () => {
  const { url, errors } = await startExample('next', 'Ready in')
  const ask = async (path: string, id = path) => {
    const headers = { 'x-request-id': id }
    const answer = await fetch(`${url}/${path}`, { headers, redirect: 'manual' })
    return [answer.status, await answer.text()] as const
  }
  expect(await ask('api/users/7')).toEqual([200, '{"id":"7"}'])
  expect(await ask('edge')).toEqual([200, '{"runtime":"edge"}'])
  expect((await ask('moved'))[0]).toBe(307)
  expect((await ask('gone'))[0]).toBe(404)
  expect((await ask('nowhere'))[0]).toBe(404)
  expect((await ask('api/users/0', 'r-0'))[0]).toBe(500)
  expect((await ask('broken?token=secret', 'r-1'))[0]).toBe(500)
  await expect.poll(errors, { timeout: 40_000, interval: 200 }).toHaveLength(2)
  const [page = '', route = ''] = errors()
  expect(page).toContain('the page is broken')
  expect(about(page)).toEqual({
    id: 'r-1',
    method: 'GET',
    url: `${url}/broken`,
    route: '/broken',
    next: {
      routeType: 'render',
      renderSource: 'react-server-components',
      digest: expect.stringMatching(/^\d+$/),
    },
  })
  expect(route).toContain('there is no such user')
  expect(about(route)).toMatchObject({
    user: '0',
    id: 'r-0',
    method: 'GET',
    url: `${url}/api/users/0`,
    route: '/api/users/[id]',
    next: { routeType: 'route' },
  })
}, 150_000)

import { expect, it } from 'vitest'
import { startExample } from '../harness/startExample.ts'

interface Arrival {
  readonly kind: string
  readonly message?: string
  readonly name?: string
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly user?: { readonly id?: string }
  readonly contexts?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

const patience = { timeout: 40_000, interval: 200 }

/** What a backend was told of errors, in the order of their messages. */
const readErrors = async (url: string): Promise<readonly Arrival[]> => {
  const all: readonly Arrival[] = await (await fetch(url)).json()
  const errors = all.filter(({ kind }) => kind === 'error')
  return errors.sort((one, other) => String(one.message).localeCompare(String(other.message)))
}

const about = ({ message, user, contexts }: Arrival) => {
  return { message, user: user?.id, ...contexts?.['request'] }
}

it.each(['fastify', 'nest'])(
  'the example in %s tells its backend of what it throws',
  async (name) => {
    const [app = '', arrivals = ''] = await startExample(name)
    const headers = { 'x-request-id': 'r-1' }
    expect(await (await fetch(`${app}users/7`)).json()).toEqual({ id: '7' })
    expect((await fetch(`${app}users/0`, { headers })).status).toBe(500)
    await expect.poll(async () => (await readErrors(arrivals)).length, patience).toBe(1)
    expect((await readErrors(arrivals)).map(about)).toEqual([
      {
        message: 'there is no such user',
        user: '0',
        id: 'r-1',
        method: 'GET',
        url: `${app}users/0`,
        route: '/users/:id',
      },
    ])
  },
)

it('the example in Next tells its backend of what it throws, and of nothing else', async () => {
  const [app = '', arrivals = ''] = await startExample('next')
  const ask = async (path: string, id = path) => {
    const answer = await fetch(app + path, { headers: { 'x-request-id': id }, redirect: 'manual' })
    return [answer.status, await answer.text()] as const
  }
  expect(await ask('api/users/7')).toEqual([200, '{"id":"7"}'])
  expect(await ask('edge')).toEqual([200, '{"runtime":"edge"}'])
  expect((await ask('moved'))[0]).toBe(307)
  expect((await ask('gone'))[0]).toBe(404)
  expect((await ask('nowhere'))[0]).toBe(404)
  expect((await ask('api/users/0', 'r-0'))[0]).toBe(500)
  expect((await ask('broken?token=secret', 'r-1'))[0]).toBe(500)
  await expect.poll(async () => (await readErrors(arrivals)).length, patience).toBe(2)
  const errors = await readErrors(arrivals)
  expect(errors.map(about)).toEqual([
    {
      message: 'the page is broken',
      user: undefined,
      id: 'r-1',
      method: 'GET',
      url: `${app}broken`,
      route: '/broken',
    },
    {
      message: 'there is no such user',
      user: '0',
      id: 'r-0',
      method: 'GET',
      url: `${app}api/users/0`,
      route: '/api/users/[id]',
    },
  ])
  const [page, route] = errors.map(({ contexts }) => contexts?.['next'])
  expect(page).toEqual({
    routeType: 'render',
    renderSource: 'react-server-components',
    digest: expect.stringMatching(/^\d+$/),
  })
  expect(route).toMatchObject({ routeType: 'route' })
}, 120_000)

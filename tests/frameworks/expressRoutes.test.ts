import { createServer } from 'node:http'
import { init, memorySink, type NodeMonitor } from '@holdfast/node'
import { holdfast, holdfastErrors } from '@holdfast/node/express'
import express5 from 'express'
import express4 from 'express4'
import { describe, expect, it } from 'vitest'
import { about, openBench } from './bench.ts'
import { serveApp } from './serveApp.ts'

const alike = express4 as unknown as typeof express5
type App = ReturnType<typeof express5>

/** Which route is told of a request to `path`, and the status of its answer. */
const routeTold = async (
  path: string,
  build: (app: App, monitor: NodeMonitor) => void,
  express = express5,
) => {
  const bench = await openBench({
    name: '',
    open: async (monitor) => {
      const app = express()
      app.use(holdfast(monitor))
      build(app, monitor)
      app.use(holdfastErrors(monitor))
      app.use(quiet())
      return serveApp(createServer(app))
    },
  })
  await (await bench.ask(path)).text()
  const [{ route, status } = {}] = await bench.told(1)
  const seen = (await bench.errors()).map((error) => about(error).request?.['route'])
  return { route, status, seen }
}

/** Express prints what nobody answers. */
const quiet = () => {
  const answer = (...[, , response]: [unknown, unknown, express5.Response, unknown]): void =>
    void response.sendStatus(500)
  return Object.defineProperty(answer, 'length', { value: 4 })
}

const ok = (_request: unknown, response: express5.Response): void => void response.send('ok')
const fail = (): never => {
  throw new Error('failed')
}

describe.each([
  ['4', alike],
  ['5', express5],
])('the route in Express %s', (_, express) => {
  const told = (path: string, build: (app: App, monitor: NodeMonitor) => void) =>
    routeTold(path, build, express)
  const routerWith = (path: string, handler: express5.RequestHandler) =>
    express.Router().get(path, handler)

  it('of several paths has them all, and of an expression that', async () => {
    const several = await told('/two/7', (app) => void app.get(['/one/:id', '/two/:id'], ok))
    expect(several).toMatchObject({ route: '/one/:id|/two/:id', status: 200 })
    const expression = await told('/x7', (app) => void app.get(/^\/x(\d+)$/, ok))
    expect(expression).toMatchObject({ route: '/^\\/x(\\d+)$/', status: 200 })
  })

  it('of what app.route and app.all serve is their path', async () => {
    const route = await told('/books/7', (app) => void app.route('/books/:id').get(ok))
    expect(route.route).toBe('/books/:id')
    expect((await told('/', (app) => void app.all('/', ok))).route).toBe('/')
  })

  it('of a router has what it is mounted on, at its root without a slash', async () => {
    const users = express.Router().get('/', ok)
    expect((await told('/users/7/', (app) => void app.use('/users/:id', users))).route).toBe(
      '/users/:id',
    )
  })

  it('is told of a router at the place to which the request came', async () => {
    const shared = routerWith('/:id', ok)
    const build = (app: App): void => {
      app.use('/one', shared)
      app.use('/two/:kind', express.Router().use('/deep', shared))
    }
    expect((await told('/one/7', build)).route).toBe('/one/:id')
    expect((await told('/two/red/deep/7', build)).route).toBe('/two/:kind/deep/:id')
  })

  it('keeps a word apart from a parameter that has it as its value', async () => {
    const users = routerWith('/posts', ok)
    const build = (app: App): void => void app.use('/users/:user', users)
    expect((await told('/users/users/posts', build)).route).toBe('/users/:user/posts')
    expect((await told('/users/u/posts', build)).route).toBe('/users/:user/posts')
  })

  it('of an app within an app has what that is mounted on', async () => {
    const build = (app: App): void => {
      const inner = express()
      inner.use('/posts/:post', routerWith('/:part', ok))
      app.use('/sites/:site', inner)
    }
    expect((await told('/sites/red/posts/7/title', build)).route).toBe(
      '/sites/:site/posts/:post/:part',
    )
  })

  it('never has a value where the way to it cannot be known', async () => {
    const hidden = routerWith('/posts/:post', ok)
    const build = (app: App): void =>
      void app.use('/sites/:site', (request, response, next) => hidden(request, response, next))
    expect((await told('/sites/red/posts/7', build)).route).toBe('/*/posts/:post')
  })

  it('is known when an error has left its routers', async () => {
    const build = (app: App): void =>
      void app.use('/a/:a', express.Router().use('/b/:b', routerWith('/c', fail)))
    const route = '/a/:a/b/:b/c'
    expect(await told('/a/1/b/2/c', build)).toEqual({ route, status: 500, seen: [route] })
  })

  it('is none for what is served from a folder, or nobody answers', async () => {
    const folder = express.static(new URL('.', import.meta.url).pathname)
    const served = await told('/framework.ts', (app) => void app.use(folder))
    expect(served).toEqual({ route: undefined, status: 200, seen: [] })
    expect((await told('/none', (app) => void app.use(folder))).status).toBe(404)
  })

  it('is told as it was written, however it is asked for', async () => {
    const build = (app: App): void => {
      app.use('/orgTeams/:team', routerWith('/:id', ok))
      app.use(/^\/v\d+/, routerWith('/x', ok))
    }
    expect((await told('/ORGteams/a/7', build)).route).toBe('/orgTeams/:team/:id')
    expect((await told('/v17/x', build)).route).toBe('/^\\/v\\d+//x')
  })

  it('is told though the path was rewritten on the way', async () => {
    const build = (app: App): void => {
      app.use((request, _response, next) => {
        request.url = request.url.replace('/old', '/new/of')
        next()
      })
      app.use('/new/:kind', routerWith('/:id', ok))
    }
    expect((await told('/old/7', build)).route).toBe('/new/:kind/:id')
  })
})

it('is told of what a handler rejects with, which Express 5 alone looks at', async () => {
  const build = (app: App): void =>
    void app.get('/users/:id', async () => {
      await Promise.resolve()
      fail()
    })
  expect((await routeTold('/users/7', build)).seen).toEqual(['/users/:id'])
})

it('is told, with the status, where Node announces nothing', async () => {
  const sink = memorySink()
  const off = { store: false, globalErrors: false, incoming: false } as const
  const monitor = init({ service: 'off', sinks: [sink], ...off })
  const app = express5()
  app.use(holdfast(monitor))
  app.get('/users/:id', fail)
  app.use(holdfastErrors(monitor), quiet())
  const { server, close } = await serveApp(createServer(app))
  const address = server.address()
  await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/users/7`)
  await close()
  await monitor.close()
  const told = sink.signals.map((signal) => {
    if (signal.kind === 'error') return about(signal).request?.['route']
    const isDuration = signal.kind === 'metric' && signal.name === 'http.server.request.duration'
    return isDuration && [signal.attributes['http.route'], signal.attributes['error.type']]
  })
  const route = '/users/:id'
  expect(told.filter(Boolean)).toEqual([route, [route, '500']])
})

it('is no state that two monitors share, and asks which errors are wanted', async () => {
  const sinks = [memorySink(), memorySink()] as const
  const [one, other] = sinks.map((sink) =>
    init({ service: 'two', sinks: [sink], store: false, globalErrors: false }),
  ) as unknown as readonly [NodeMonitor, NodeMonitor]
  const app = express5()
  app.use(holdfast(one), holdfast(other))
  app.get('/users/:id', fail)
  app.use(holdfastErrors(one, { captures: () => false }), holdfastErrors(other))
  app.use(quiet())
  const { server, close } = await serveApp(createServer(app))
  const address = server.address()
  await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/users/7`)
  await close()
  await Promise.all([one.close(), other.close()])
  const errors = sinks.map(({ signals }) => signals.filter(({ kind }) => kind === 'error').length)
  expect(errors).toEqual([0, 1])
})

it('is assignable as Express 4 and 5 declare what `use` takes', () => {
  const monitor = init({ service: 'types', sinks: [memorySink()], store: false, incoming: false })
  express4().use(holdfast(monitor)).use('/in', holdfast(monitor)).use(holdfastErrors(monitor))
  express5().use(holdfast(monitor)).use('/in', holdfast(monitor)).use(holdfastErrors(monitor))
  return monitor.close()
})

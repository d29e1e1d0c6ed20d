import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, createServer as createHttp2Server } from 'node:http2'
import { init, memorySink, type NodeMonitor } from '@holdfast/node'
import { holdfast } from '@holdfast/node/koa'
import Router from '@koa/router'
import Koa from 'koa'
import Koa2 from 'koa2'
import { expect, it } from 'vitest'
import { about, openBench } from './bench.ts'
import { serveApp } from './serveApp.ts'

const createApp = (monitor: NodeMonitor, build: (app: Koa) => void): Koa => {
  const app = new Koa()
  app.silent = true
  app.use(holdfast(monitor))
  build(app)
  return app
}

const answer =
  (text: string) =>
  (context: Koa.Context): void => {
    context.body = text
  }

const openApp = (build: (app: Koa) => void) =>
  openBench({
    name: '',
    open: async (monitor) => serveApp(createServer(createApp(monitor, build).callback())),
  })

it('tells the route that was called last, with the prefix of its router', async () => {
  const bench = await openApp((app) => {
    const router = new Router({ prefix: '/shops/:shop' })
    router.get('/users/me', answer('me'))
    router.get('/users/:user', answer('user'))
    app.use(router.routes())
  })
  for (const user of ['me', '7']) await bench.ask(`/shops/7/users/${user}`)
  const told = await bench.told(2)
  expect(told.map(({ route }) => route)).toEqual([
    '/shops/:shop/users/:user',
    '/shops/:shop/users/me',
  ])
})

it('has no route where a middleware of the router throws, and captures that', async () => {
  const bench = await openApp((app) => {
    const router = new Router()
    router.use('/users', () => Promise.reject(new Error('locked')))
    router.get('/users/:user', answer('user'))
    app.use(router.routes())
  })
  await bench.ask('/users/7')
  expect(await bench.told(1)).toMatchObject([{ route: undefined, status: 500 }])
  expect((await bench.errors()).map(about)).toMatchObject([{ message: 'locked' }])
})

it('captures what Koa shows to the client by its status alone, unless it is asked to', async () => {
  const build = (app: Koa): void => {
    app.use((context) => context.throw(500, 'meant for you', { expose: true }))
  }
  const byDefault = await openApp(build)
  await byDefault.ask('/')
  expect((await byDefault.errors()).map(about)).toMatchObject([{ message: 'meant for you' }])
  const asked = await openBench({
    name: '',
    open: (monitor) => {
      const app = new Koa2()
      app.silent = true
      app.use(holdfast(monitor, { captures: () => true }))
      app.use((context) => context.throw(404, 'nothing here'))
      return serveApp(createServer(app.callback()))
    },
  })
  await asked.ask('/')
  expect((await asked.errors()).map(about)).toMatchObject([{ message: 'nothing here' }])
})

it('serves what Node does not announce, to the end of the answer', async () => {
  const sink = memorySink()
  const monitor = init({
    service: 'h2',
    sinks: [sink],
    store: false,
    globalErrors: false,
    incoming: false,
  })
  const app = createApp(monitor, (app) => {
    const router = new Router()
    router.get('/users/:user', (context) => {
      monitor.requests.current()?.scope.setUser({ id: context.params['user'] ?? '' })
      throw new Error('failed')
    })
    app.use(router.routes())
  })
  const server = createHttp2Server(app.callback()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const client = connect(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
  const stream = client.request({ ':path': '/users/7' })
  stream.resume()
  await once(stream, 'close')
  client.close()
  server.close()
  await once(server, 'close')
  await monitor.close()
  const errors = sink.signals.filter((signal) => signal.kind === 'error')
  const route = '/users/:user'
  expect(errors.map(about)).toMatchObject([{ message: 'failed', user: '7', request: { route } }])
  const durations = sink.signals.filter(
    (signal) => signal.kind === 'metric' && signal.name === 'http.server.request.duration',
  )
  expect(durations).toMatchObject([
    { attributes: { 'http.route': route, 'http.response.status_code': 500 } },
  ])
})

it('is assignable as Koa 2 and 3 declare what `use` takes', async () => {
  const monitor = init({ service: 'types', sinks: [memorySink()], store: false, incoming: false })
  new Koa2().use(holdfast(monitor))
  new Koa<{ own: string }>().use(holdfast(monitor, { captures: () => true }))
  new Router().use(holdfast(monitor))
  await monitor.close()
})

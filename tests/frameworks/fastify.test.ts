import { once } from 'node:events'
import { connect, constants } from 'node:http2'
import { Readable } from 'node:stream'
import { init, memorySink, type NodeMonitor } from '@holdfast/node'
import { holdfast } from '@holdfast/node/fastify'
import fastify, { type FastifyInstance } from 'fastify'
import { expect, it, onTestFinished } from 'vitest'
import { about, openBench } from './bench.ts'
import { describeFramework } from './describeFramework.ts'
import { openFastify } from './fastifyApp.ts'
import { withStatus } from './material.ts'

describeFramework({ name: 'Fastify 5', open: openFastify })

const open = async (fill: (app: FastifyInstance, monitor: NodeMonitor) => void) =>
  openBench({
    name: 'Fastify',
    open: async (monitor) => {
      const app = fastify({ forceCloseConnections: true })
      app.register(holdfast(monitor))
      fill(app, monitor)
      await app.listen({ port: 0, host: '127.0.0.1' })
      return { server: app.server, close: () => app.close() }
    },
  })

const served = { method: 'GET', status: 200, error: undefined, count: 1 }

it('serves what is injected, without a server, as any request', async () => {
  const { app, told, errors } = await openInjected()
  const answer = await app.inject({ url: '/users/7', headers: { 'x-request-id': 'r-1' } })
  expect([answer.statusCode, answer.json()]).toMatchObject([500, { message: 'broken' }])
  expect((await errors()).map(about)).toMatchObject([
    { message: 'broken', request: { id: 'r-1', route: '/users/:user' } },
  ])
  const failed = { status: 500, error: '500', route: '/users/:user' }
  expect(await told(1)).toEqual([{ ...served, ...failed }])
})

/** The bench's server is there to be listened to, and is not asked. */
const openInjected = async () => {
  const app = fastify()
  const bench = await open(() => undefined)
  app.register(holdfast(bench.monitor))
  app.get('/users/:user', () => {
    throw new Error('broken')
  })
  onTestFinished(() => app.close())
  return { ...bench, app }
}

it('has a handler that injects keep the name of its own route', async () => {
  const { ask, told } = await open((app) => {
    app.get('/outer', async () => (await app.inject('/inner/7')).body)
    app.get('/inner/:id', async () => 'inner')
  })
  expect(await (await ask('/outer')).text()).toBe('inner')
  expect(await told(1)).toEqual([{ ...served, route: '/outer' }])
})

it('captures what a stream fails with that is being sent', async () => {
  const { ask, errors } = await open((app) => {
    app.get('/cut', (_request, reply) =>
      reply.send(
        Readable.from(
          (async function* () {
            yield 'begun'
            await new Promise((resolve) => setTimeout(resolve, 20))
            throw new Error('cut')
          })(),
        ),
      ),
    )
  })
  await expect(ask('/cut').then((answer) => answer.text())).rejects.toThrow()
  expect((await errors()).map(about)).toMatchObject([
    { message: 'cut', request: { route: '/cut' } },
  ])
})

it('captures what the app says is worth it', async () => {
  const asked: unknown[] = []
  const { ask, errors } = await openBench({
    name: 'Fastify',
    open: (monitor) =>
      openFastify(monitor, {
        captures: (error, status) => {
          asked.push([error instanceof Error && error.message, status])
          return status === 422
        },
      }),
  })
  for (const path of ['/refused', '/sync', '/unavailable']) await (await ask(path)).text()
  expect(asked).toEqual([
    ['refused', 422],
    ['sync', 500],
    ['unavailable', 503],
  ])
  expect((await errors()).map(({ message }) => message)).toEqual(['refused'])
})

it('captures where the app cannot say', async () => {
  const { ask, errors } = await openBench({
    name: 'Fastify',
    open: (monitor) =>
      openFastify(monitor, {
        captures: () => {
          throw new Error('undecided')
        },
      }),
  })
  expect((await ask('/sync')).status).toBe(500)
  expect((await errors()).map(({ message }) => message)).toEqual(['sync'])
})

it('takes the status that the handler has set, and leaves validation to the client', async () => {
  const { ask, errors } = await open((app) => {
    const schema = { querystring: { type: 'object', required: ['page'] } }
    app.get('/pages', { schema }, async () => 'page')
    app.get('/gone', async (_request, reply) => {
      reply.code(410)
      throw new Error('gone')
    })
    app.get('/odd', async () => {
      throw withStatus('odd', 200)
    })
  })
  const statuses = ['/pages', '/gone', '/odd'].map(async (path) => (await ask(path)).status)
  expect(await Promise.all(statuses)).toEqual([400, 410, 500])
  expect((await errors()).map(({ message }) => message)).toEqual(['odd'])
})

it('tells two monitors of one app, each its own', async () => {
  const sink = memorySink()
  const other = init({ service: 'other', sinks: [sink], store: false, globalErrors: false })
  onTestFinished(async () => void (await other.close()))
  const { ask, errors } = await open((app, monitor) => {
    app.register(holdfast(other))
    app.get('/users/:user', async () => {
      monitor.requests.current()?.scope.setUser({ id: 'ada' })
      throw new Error('both')
    })
  })
  await (await ask('/users/7')).text()
  const request = { route: '/users/:user' }
  expect((await errors()).map(about)).toMatchObject([{ message: 'both', user: 'ada', request }])
  await other.flush()
  const seen = sink.signals.filter((signal) => signal.kind === 'error').map(about)
  expect(seen).toMatchObject([{ message: 'both', user: undefined, request }])
})

it('serves HTTP/2', async () => {
  const { monitor, told, errors } = await open(() => undefined)
  const app = fastify({ http2: true })
  app.register(holdfast(monitor))
  app.get('/users/:user', () => {
    throw new Error('broken')
  })
  onTestFinished(() => app.close())
  const session = connect(await app.listen({ port: 0, host: '127.0.0.1' }))
  const stream = session.request({ [constants.HTTP2_HEADER_PATH]: '/users/7' })
  stream.resume()
  await once(stream, 'close')
  session.destroy()
  const failed = { status: 500, error: '500', route: '/users/:user' }
  expect(await told(1)).toEqual([{ ...served, ...failed }])
  expect((await errors()).map(about)).toMatchObject([
    { message: 'broken', request: { route: '/users/:user' } },
  ])
})

import { init, memorySink } from '@holdfast/node'
import { holdfast } from '@holdfast/node/hono'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { expect, it, onTestFinished } from 'vitest'
import { about } from './bench.ts'

/** Asked as by another runtime: no server of Node's is there. */
const openApp = (build: (app: Hono) => void) => {
  const sink = memorySink()
  const monitor = init({ service: 'alone', sinks: [sink], store: false, globalErrors: false })
  onTestFinished(async () => void (await monitor.close()))
  const app = new Hono()
  app.use(holdfast(monitor))
  build(app)
  return {
    app,
    monitor,
    told: async () => {
      await monitor.flush()
      const metrics = sink.signals.filter((signal) => signal.kind === 'metric')
      return {
        errors: sink.signals.filter((signal) => signal.kind === 'error').map(about),
        durations: metrics
          .filter(({ name }) => name === 'http.server.request.duration')
          .map(({ attributes }) => [
            attributes['http.route'],
            attributes['http.response.status_code'],
          ]),
      }
    },
  }
}

it('serves what no server announces, and tells its status and route', async () => {
  const { app, told } = openApp((app) => {
    app.get('/users/:user', (context) => context.text(context.req.param('user'), 201))
  })
  expect((await app.request('/users/7')).status).toBe(201)
  expect(await told()).toEqual({ errors: [], durations: [['/users/:user', 201]] })
})

it('captures once what an app within the app answers', async () => {
  const { app, told } = openApp((app) => {
    const inner = new Hono().basePath('/v/:version')
    inner.get('/users', () => {
      throw new Error('failed')
    })
    inner.onError((_error, context) => context.text('sorry', 502))
    app.route('/api', inner)
  })
  const headers = { 'x-request-id': 'r-1' }
  expect((await app.request('/api/v/2/users', { headers })).status).toBe(502)
  const route = '/api/v/:version/users'
  const { errors, durations } = await told()
  expect(errors).toMatchObject([
    {
      message: 'failed',
      mechanism: { type: 'handler', handled: false },
      request: { id: 'r-1', route },
    },
  ])
  expect(durations).toEqual([[route, 502]])
})

it('captures once what is no error, and throws it on', async () => {
  const { app, told } = openApp((app) => {
    app.get('/text', () => {
      throw 'a text'
    })
  })
  await expect(Promise.resolve(app.request('/text'))).rejects.toBe('a text')
  const { errors, durations } = await told()
  expect(errors.map(({ message }) => message)).toEqual(['a text'])
  expect(durations).toEqual([['/text', 500]])
})

it('does not capture an exception of 4xx, and has no route for what a middleware answers', async () => {
  const { app, told } = openApp((app) => {
    app.use('/locked/*', () => {
      throw new HTTPException(401)
    })
    app.get('/locked/:room', (context) => context.text('in'))
  })
  expect((await app.request('/locked/7')).status).toBe(401)
  expect(await told()).toEqual({ errors: [], durations: [[undefined, 401]] })
})

it('keeps the scopes of requests apart that are served at once', async () => {
  const { app, monitor, told } = openApp((app) => {
    app.get('/mine/:name', async (context) => {
      const name = context.req.param('name')
      monitor.requests.current()?.scope.setUser({ id: name })
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10))
      throw new Error(name)
    })
    app.onError((_error, context) => context.text('sorry', 500))
  })
  const names = Array.from({ length: 50 }, (_, index) => `user-${index}`)
  await Promise.all(names.map((name) => app.request(`/mine/${name}`)))
  const { errors } = await told()
  expect(errors).toHaveLength(50)
  for (const { message, user } of errors) expect(user).toBe(message)
})

import type { Server } from 'node:http'
import type { NodeMonitor } from '@holdfast/node'
import { holdfast } from '@holdfast/node/hono'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { stream } from 'hono/streaming'
import type { OpenApp } from './framework.ts'
import { endlessParts, threeParts, work } from './material.ts'
import { serveApp } from './serveApp.ts'

/** What all apps serve, in Hono. */
const createHono = (monitor: NodeMonitor): Hono => {
  const app = new Hono()
  app.use(holdfast(monitor))
  app.use(async (context, next) => {
    const id = context.req.header('x-user')
    if (id) monitor.requests.current()?.scope.setUser({ id })
    await next()
  })
  app.use(async (context, next) => {
    if (context.req.path === '/answered') return context.text('answered')
    return await next()
  })
  serve(app, monitor)
  fail(app, monitor)
  app.onError((error, context) => {
    if (error.message === 'handled') monitor.captureError(error)
    const status = error instanceof HTTPException ? error.status : 500
    return context.text('failed', status)
  })
  return app
}

/** It is served as `@hono/node-server` does. */
export const openHono = (monitor: NodeMonitor): Promise<OpenApp> =>
  serveApp(createAdaptorServer({ fetch: createHono(monitor).fetch }) as Server)

const serve = (app: Hono, monitor: NodeMonitor): void => {
  const teams = new Hono()
  const members = new Hono()
  members.get('/:member', (context) => context.text(context.req.param('member')))
  teams.route('/members', members)
  teams.get('/broken', () => {
    throw new Error('broken')
  })
  app.route('/teams/:team', teams)
  app.get('/users/:user', (context) => context.text(context.req.param('user')))
  app.get('/told/:what', (context) => {
    monitor.captureMessage('told')
    return context.text('told')
  })
  app.get('/streamed', (context) =>
    stream(context, async (out) => {
      for await (const part of threeParts()) await out.write(part)
    }),
  )
  app.get('/endless', (context) =>
    stream(context, async (out) => {
      for await (const part of endlessParts()) {
        if (out.aborted) return
        await out.write(part)
      }
    }),
  )
}

const fail = (app: Hono, monitor: NodeMonitor): void => {
  const routes: Readonly<Record<string, () => unknown>> = {
    sync: () => new Error('sync'),
    refused: () => new HTTPException(422, { message: 'refused' }),
    unavailable: () => new HTTPException(503, { message: 'unavailable' }),
    handled: () => new Error('handled'),
    primitive: () => 'a text',
  }
  for (const [path, make] of Object.entries(routes)) {
    app.get(`/${path}`, () => {
      throw make()
    })
  }
  app.get('/async', async () => {
    await work()
    throw new Error('async')
  })
  app.get('/passed', () => Promise.reject(new Error('passed')))
  // Hono itself catches what a stream's callback throws, and hands it to nobody but the third argument.
  app.get('/late', (context) =>
    stream(
      context,
      async (out) => {
        await out.write('begun')
        throw new Error('late')
      },
      async (error) => monitor.requests.current()?.captureError(error),
    ),
  )
  app.post('/parsed', async (context) => {
    await context.req.json().catch(() => {
      throw new HTTPException(400, { message: 'no JSON' })
    })
    throw new Error('parsed')
  })
  app.get('/mine/:name', async (context) => {
    await work()
    throw new Error(context.req.param('name'))
  })
}

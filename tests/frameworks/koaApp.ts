import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import type { NodeMonitor } from '@holdfast/node'
import { holdfast } from '@holdfast/node/koa'
import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import type Koa from 'koa'
import type { OpenApp } from './framework.ts'
import { endlessParts, threeParts, withStatus, work } from './material.ts'
import { serveApp } from './serveApp.ts'

/** What all apps serve, in Koa. */
export const openKoa = async (app: Koa, monitor: NodeMonitor): Promise<OpenApp> => {
  app.silent = true
  app.use(holdfast(monitor))
  app.use(async (context, next) => {
    const id = context.get('x-user')
    if (id) monitor.requests.current()?.scope.setUser({ id })
    await next()
  })
  app.use(async (context, next) => {
    if (context.path === '/answered') context.body = 'answered'
    else await next()
  })
  app.use(async (_context, next) => {
    try {
      await next()
    } catch (error) {
      if (error instanceof Error && error.message === 'handled') monitor.captureError(error)
      throw error
    }
  })
  const router = new Router()
  serve(router, monitor)
  fail(router)
  app.use(router.routes())
  app.use(router.allowedMethods())

  return serveApp(createServer(app.callback()))
}

const serve = (router: Router, monitor: NodeMonitor): void => {
  const teams = new Router()
  const members = new Router()
  members.get('/:member', (context) => {
    context.body = context.params['member']
  })
  teams.use('/members', members.routes())
  teams.get('/broken', () => {
    throw new Error('broken')
  })
  router.use('/teams/:team', teams.routes())
  router.get('/users/:user', (context) => {
    context.body = context.params['user']
  })
  router.get('/told/:what', (context) => {
    monitor.captureMessage('told')
    context.body = 'told'
  })
  router.get('/streamed', (context) => {
    context.body = Readable.from(threeParts())
  })
  router.get('/endless', (context) => {
    context.body = Readable.from(endlessParts())
  })
}

const fail = (router: Router): void => {
  const routes: Readonly<Record<string, () => unknown>> = {
    sync: () => new Error('sync'),
    unavailable: () => withStatus('unavailable', 503),
    handled: () => new Error('handled'),
    primitive: () => 'a text',
  }
  for (const [path, make] of Object.entries(routes)) {
    router.get(`/${path}`, () => {
      throw make()
    })
  }
  router.get('/refused', (context) => context.throw(422, 'refused'))
  router.get('/async', async () => {
    await work()
    throw new Error('async')
  })
  router.get('/passed', () => Promise.reject(new Error('passed')))
  router.get('/late', (context) => {
    context.body = Readable.from(failAfter('begun'))
  })
  router.post('/parsed', bodyParser(), () => {
    throw new Error('parsed')
  })
  router.get('/mine/:name', async (context) => {
    await work()
    throw new Error(context.params['name'])
  })
}

async function* failAfter(part: string): AsyncGenerator<string> {
  yield part
  await work()
  throw new Error('late')
}

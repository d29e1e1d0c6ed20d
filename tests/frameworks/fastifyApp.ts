import { Readable } from 'node:stream'
import type { NodeMonitor } from '@holdfast/node'
import { type HoldfastOptions, holdfast } from '@holdfast/node/fastify'
import fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import type { OpenApp } from './framework.ts'
import { endlessParts, threeParts, withStatus, work } from './material.ts'

/** What all apps serve, in Fastify. */
export const openFastify = async (
  monitor: NodeMonitor,
  options?: HoldfastOptions,
): Promise<OpenApp & { readonly app: FastifyInstance }> => {
  const app = fastify({ forceCloseConnections: true })
  app.register(holdfast(monitor, options))
  app.addHook('onRequest', async (request, reply) => {
    const id = request.headers['x-user']
    if (id) monitor.requests.current()?.scope.setUser({ id: String(id) })
    if (request.url === '/answered') return reply.send('answered')
  })
  app.setErrorHandler(
    (error: Partial<FastifyError> & { readonly status?: number }, _request, reply) => {
      if (error.message === 'handled') monitor.captureError(error)
      return reply.code(error.statusCode ?? error.status ?? 500).send('failed')
    },
  )
  serve(app, monitor)
  fail(app)
  await app.listen({ port: 0, host: '127.0.0.1' })
  return { app, server: app.server, close: () => app.close() }
}

const serve = (app: FastifyInstance, monitor: NodeMonitor): void => {
  const team = async (teams: FastifyInstance): Promise<void> => {
    teams.register(
      async (members) => {
        members.get<{ Params: { member: string } }>('/:member', async ({ params }) => params.member)
      },
      { prefix: '/members' },
    )
    teams.get('/broken', async () => {
      throw new Error('broken')
    })
  }
  app.register(team, { prefix: '/teams/:team' })
  app.get<{ Params: { user: string } }>('/users/:user', async ({ params }) => params.user)
  app.get('/told/:what', async () => {
    monitor.captureMessage('told')
    return 'told'
  })
  app.get('/streamed', (_request, reply) => reply.send(Readable.from(threeParts())))
  app.get('/endless', (_request, reply) => reply.send(Readable.from(endlessParts())))
}

const fail = (app: FastifyInstance): void => {
  const routes: Readonly<Record<string, () => unknown>> = {
    sync: () => new Error('sync'),
    refused: () => withStatus('refused', 422),
    unavailable: () => withStatus('unavailable', 503),
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
  app.get('/passed', (_request, reply) => reply.send(new Error('passed')))
  app.get('/late', (_request, reply) => {
    reply.raw.write('begun')
    throw new Error('late')
  })
  app.post('/parsed', async () => {
    throw new Error('parsed')
  })
  app.get<{ Params: { name: string } }>('/mine/:name', async ({ params }) => {
    await work()
    throw new Error(params.name)
  })
}

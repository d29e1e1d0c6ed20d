import { createServer } from 'node:http'
import type { NodeMonitor } from '@holdfast/node'
import { holdfast, holdfastErrors } from '@holdfast/node/express'
import type express5 from 'express'
import type { ErrorRequestHandler } from 'express'
import type { OpenApp } from './framework.ts'
import { endlessParts, threeParts, withStatus, work } from './material.ts'
import { serveApp } from './serveApp.ts'

type Express = typeof express5
type App = ReturnType<Express>

/** What all apps serve, in Express; 4 is told what rejects by hand. */
export const openExpress = async (express: Express, monitor: NodeMonitor): Promise<OpenApp> => {
  const app = express()
  app.use(holdfast(monitor))
  app.use((request, _response, next) => {
    const id = request.get('x-user')
    if (id) monitor.requests.current()?.scope.setUser({ id })
    next()
  })
  app.use((request, response, next) => {
    if (request.path === '/answered') response.send('answered')
    else next()
  })
  serve(app, express, monitor)
  app.post('/parsed', express.json(), () => {
    throw new Error('parsed')
  })
  fail(app)
  app.use(holdfastErrors(monitor))
  app.use(answerErrors(monitor))

  return serveApp(createServer(app))
}

const serve = (app: App, express: Express, monitor: NodeMonitor): void => {
  const teams = express.Router({ mergeParams: true })
  const members = express.Router()
  members.get('/:member', (request, response) => void response.send(request.params.member))
  teams.use('/members', members)
  teams.get('/broken', () => {
    throw new Error('broken')
  })
  app.use('/teams/:team', teams)
  app.get('/users/:user', (request, response) => void response.send(request.params.user))
  app.get('/told/:what', (_request, response) => {
    monitor.captureMessage('told')
    response.send('told')
  })
  app.get('/streamed', async (_request, response) => {
    for await (const part of threeParts()) response.write(part)
    response.end()
  })
  app.get('/endless', async (_request, response) => {
    for await (const part of endlessParts()) {
      if (response.destroyed) return
      response.write(part)
    }
  })
}

const fail = (app: App): void => {
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
  app.get('/async', (_request, _response, next) => {
    work().then(() => next(new Error('async')), next)
  })
  app.get('/passed', (_request, _response, next) => next(new Error('passed')))
  app.get('/late', (_request, response) => {
    response.write('begun')
    throw new Error('late')
  })
  app.get('/mine/:name', (request, _response, next) => {
    work().then(() => next(new Error(request.params.name)), next)
  })
}

const answerErrors = (monitor: NodeMonitor): ErrorRequestHandler => {
  const answer: ErrorRequestHandler = (...[error, , response, next]) => {
    if (error?.message === 'handled') monitor.captureError(error)
    if (response.headersSent) next(error)
    else response.status(error?.status ?? 500).send('failed')
  }
  // Express asks how many parameters it has.
  return Object.defineProperty(answer, 'length', { value: 4 })
}

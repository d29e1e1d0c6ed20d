import { http, init } from '@holdfast/node'
import { holdfast } from '@holdfast/node/fastify'
import fastify from 'fastify'

/** @param {string} url of the backend that signals are sent to */
export const createApp = (url) => {
  const monitor = init({ service: 'example-fastify', sinks: [http({ url })] })
  const app = fastify({ forceCloseConnections: true })
  app.register(holdfast(monitor))

  app.get('/users/:id', async (request) => {
    const { id } = /** @type {{ id: string }} */ (request.params)
    monitor.requests.current()?.scope.setUser({ id })
    if (id === '0') throw new Error('there is no such user')
    return { id }
  })
  return { app, monitor }
}

import { createServer, get } from 'node:http'
import { capture, signal, startMonitor } from './monitor.mjs'

const monitor = startMonitor()
let requests = 0

const server = createServer((_, response) => {
  capture(monitor, `request ${requests}`)
  setTimeout(() => response.end('done'), 5)
  if (++requests === 60) setTimeout(endings[process.env.ENDING])
})
server.listen(0, '127.0.0.1')

/** Requests that never stop, each of which is captured. */
const request = () => {
  const { port } = server.address()
  const again = () => setTimeout(request, 2)
  get({ host: '127.0.0.1', port, agent: false }, (response) =>
    response.resume().on('end', again),
  ).on('error', again)
}
server.on('listening', () => {
  for (let client = 0; client < 5; client++) request()
})

const endings = {
  SIGTERM: () => signal('SIGTERM'),
  SIGINT: () => signal('SIGINT'),
  exit: () => process.exit(3),
  uncaught: () => {
    throw new Error('nobody caught it')
  },
  rejection: () => void Promise.reject(new Error('nobody caught it')),
}

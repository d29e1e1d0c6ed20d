// Answers every request that it has read; never, under /hang.
import { createServer } from 'node:http'

const server = createServer((request, response) => {
  if (request.url === '/hang') return
  request.resume().on('end', () => response.end('{}'))
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object') process.send?.(address?.port)
})
process.on('disconnect', () => process.exit())

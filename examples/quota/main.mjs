// An API of ten requests an hour for each key. It ends with Ctrl+C.
import { memoryCounters } from '@holdfast/node/counters'
import { createApi } from './api.mjs'

// Of several instances: redisCounters(new Redis(url)), or postgresCounters(new Pool({ connectionString })).
const { server, monitor } = createApi(memoryCounters(), 10)

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : ''
  console.log(`Ask as often as you like: curl -i -H 'x-api-key: acme' http://127.0.0.1:${port}/`)
})

process.once('SIGINT', async () => {
  server.close()
  server.closeAllConnections()
  await monitor.close()
})

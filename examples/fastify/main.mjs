// An app in Fastify, and a backend that takes what it tells. It ends with Ctrl+C.
import { createApp } from './app.mjs'
import { createCollector, listen } from './collector.mjs'

const collector = createCollector()
const backend = await listen(collector)
const { app, monitor } = createApp(backend)
const url = await app.listen({ port: 0, host: '127.0.0.1' })
console.log(`The app: ${url}/\nWhat has arrived: ${backend}/arrivals`)

process.once('SIGINT', async () => {
  await app.close()
  await monitor.close()
  collector.close()
  collector.closeAllConnections()
})

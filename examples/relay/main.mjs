// A site whose page sends its monitoring to the site itself. It ends with Ctrl+C.
import { createCollector } from './collector.mjs'
import { listen } from './listen.mjs'
import { createSite } from './site.mjs'

const collector = createCollector()
const backend = await listen(collector)
const site = await createSite({
  dsn: `${backend.replace('//', '//0123456789abcdef@')}/42`,
  url: `${backend}/signals`,
})
const page = await listen(site.server)
console.log(`The page: ${page}/\nWhat has arrived: ${backend}/arrivals`)

process.once('SIGINT', async () => {
  site.server.close()
  site.server.closeAllConnections()
  // What was taken is delivered before.
  await site.close()
  collector.close()
  collector.closeAllConnections()
})

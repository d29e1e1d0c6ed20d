// Starts an app, `node main.mjs <script>`, and prints what it ships here. Both end with Ctrl+C.
import { fork } from 'node:child_process'
import { createServer } from 'node:http'

/** @param {any} signal */
const tell = ({ kind, name, message, attributes, scope }) => {
  const { request } = scope.contexts
  const about = kind === 'error' ? { user: scope.user?.id, ...request } : attributes
  console.log(kind, name ?? message, JSON.stringify(about ?? {}))
}

const server = createServer(async (request, response) => {
  let text = ''
  for await (const part of request) text += part
  for (const signal of JSON.parse(text).signals) {
    if (signal.kind === 'error' || signal.name.startsWith('http.')) tell(signal)
  }
  response.writeHead(204).end()
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : ''
  const env = { ...process.env, SIGNALS_URL: `http://127.0.0.1:${port}/in` }
  // It has a terminal's Ctrl+C from here, and not twice.
  const app = fork(process.argv[2] ?? 'app.mjs', { env, detached: true })
  process.once('SIGINT', () => app.kill('SIGTERM'))
  app.once('exit', () => {
    server.close()
    server.closeAllConnections()
  })
})

// Starts an app, `node main.mjs <script>`, and prints what it ships here. Both end with Ctrl+C.
import { fork } from 'node:child_process'
import { createServer } from 'node:http'

/** @param {any} signal as docs/wire-format.md has it */
const tell = ({ kind, name, message, attributes, user, contexts }) => {
  if (kind === 'error') {
    console.log(
      'error',
      message,
      JSON.stringify({ user: user?.id, ...contexts.request, next: contexts.next }),
    )
  } else if (name?.startsWith('http.server')) {
    console.log(kind, name, JSON.stringify(attributes))
  }
}

const server = createServer(async (request, response) => {
  let text = ''
  for await (const part of request) text += part
  for (const signal of JSON.parse(text).signals) tell(signal)
  response.writeHead(204).end()
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : ''
  const env = { ...process.env, SIGNALS_URL: `http://127.0.0.1:${port}/in` }
  // Detached: else it would have a terminal's Ctrl+C twice.
  const app = fork(process.argv[2] ?? 'app.mjs', { env, detached: true })
  process.once('SIGINT', () => app.kill('SIGTERM'))
  process.once('exit', () => app.kill('SIGKILL'))
  app.once('exit', () => {
    server.close()
    server.closeAllConnections()
  })
})

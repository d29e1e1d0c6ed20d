// What is lost of 500 errors that are captured in one tick by a process that is then killed, and
// started once more: counted at a server of our own, by what the bodies say.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const captures = 500
const here = fileURLToPath(new URL('burst/', import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))

/** @type {Set<string>} */
const arrived = new Set()
const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  for (const [name] of body.matchAll(/burst \d+/g)) arrived.add(name)
  response.end('{}')
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
const address = server.address()
const port = typeof address === 'object' ? address?.port : 0

/**
 * @param {string} name
 * @param {Record<string, string>} orders
 */
const live = (name, orders) =>
  new Promise((resolve, reject) => {
    const env = {
      ...process.env,
      ...orders,
      STORE: directory,
      URL: `http://127.0.0.1:${port}/in`,
      DSN: `http://key@127.0.0.1:${port}/1`,
    }
    const child = spawn(process.execPath, [join(here, `${name}.mjs`)], { env, timeout: 30_000 })
    child.on('error', reject)
    child.on('exit', resolve)
  })

/**
 * @param {string} name
 * @param {string} end
 */
const lostBy = async (name, end) => {
  arrived.clear()
  await live(name, { CAPTURES: String(captures), END: end })
  await live(name, { CAPTURES: '0', END: 'close' })
  return captures - arrived.size
}

console.log(`of ${captures} errors captured in one tick, lost:  killed  closed`)
for (const name of ['holdfast', 'sentry', 'opentelemetry']) {
  const killed = await lostBy(name, 'kill')
  // The same, let go in peace: what shows that its way to the server is open.
  const closed = await lostBy(name, 'close')
  console.log(`${name.padEnd(16)} ${String(killed).padStart(6)} ${String(closed).padStart(6)}`)
}
server.close()
server.closeAllConnections()
rmSync(directory, { recursive: true, force: true })

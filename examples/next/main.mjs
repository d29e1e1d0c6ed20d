// Builds the app, and starts it beside a collector. It ends with Ctrl+C.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createCollector, listen } from './collector.mjs'

const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
const collector = createCollector()
const url = await listen(collector)

/** @param {string[]} words */
const run = (...words) =>
  spawn(process.execPath, [next, ...words], {
    cwd: import.meta.dirname,
    env: { ...process.env, COLLECTOR_URL: url, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })

const build = run('build')
let built = ''
build.stdout.setEncoding('utf8').on('data', (text) => {
  built += text
})
const [code] = await once(build, 'close')
if (code !== 0) throw new Error(`The app was not built:\n${built}`)

const app = run('start', '--port', '0', '--hostname', '127.0.0.1')
let said = ''
app.stdout.setEncoding('utf8').on('data', (text) => {
  const wasReady = said.includes('Ready')
  said += text
  if (wasReady || !said.includes('Ready')) return
  const [page] = /http:\S+/.exec(said) ?? []
  console.log(`The app: ${page}/\nWhat has arrived: ${url}/arrivals`)
})
app.once('exit', () => {
  collector.close()
  collector.closeAllConnections()
})
process.once('SIGINT', () => app.kill('SIGINT'))

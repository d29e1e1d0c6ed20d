// What sends our requests costs: node:http as it is used here, beside an agent of undici; each figure is
// from a process of its own, in turn.
//
//   node bench/node/transport.mjs [rounds]
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { median } from '../median.mjs'

const [rounds = 9] = process.argv.slice(2).map(Number)
const engines = ['node:http', 'undici']
const source = fileURLToPath(new URL('../../packages/sdk-node/src/runtime/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
const file = join(folder, 'httpTransport.mjs')
await build({
  entryPoints: [join(source, 'httpTransport.ts')],
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
  outfile: file,
})
const server = fork(new URL('transport/server.mjs', import.meta.url))
const [port] = await once(server, 'message')

/**
 * @param {string} engine
 * @param {string} what
 * @param {string} [home]
 * @returns {Promise<Record<string, number>>}
 */
const measure = async (engine, what, home = 'bare') => {
  const child = fork(
    new URL('transport/child.mjs', import.meta.url),
    [engine, what, home, String(port), file],
    { execArgv: ['--expose-gc'] },
  )
  const given = await Promise.race([once(child, 'message'), once(child, 'exit')])
  if (typeof given[0] !== 'object' || !given[0]) throw new Error(`${engine} failed: ${what}`)
  const [found] = given
  const start = performance.now()
  // It takes no longer than what would be an answer that comes too late.
  const timer = setTimeout(() => child.kill(), 3_000)
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  clearTimeout(timer)
  return { ...found, ended: performance.now() - start }
}

/** @param {string} directory @returns {number} */
const bytesIn = (directory) =>
  readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)

/** @type {Map<string, Map<string, number[]>>} */
const table = new Map()
/** @param {string} figure @param {string} engine @param {number | undefined} value */
const note = (figure, engine, value = Number.NaN) => {
  const row = table.get(figure) ?? new Map(engines.map((name) => [name, []]))
  row.get(engine)?.push(value)
  table.set(figure, row)
}

for (let round = 0; round < rounds; round++) {
  for (const engine of engines) {
    for (const home of ['bare', 'serving']) {
      const first = await measure(engine, 'first', home)
      const block = await measure(engine, 'block', home)
      note(`first send, ${home}: work of the main thread, ms`, engine, first['active'])
      note(`first send, ${home}: the longest block, ms`, engine, block['longest'])
      note(`after it, ${home}: resident, MB`, engine, (first['rss'] ?? 0) / 1e6)
      note(`after it, ${home}: heap, MB`, engine, (first['heap'] ?? 0) / 1e6)
    }
    const { one, ten } = await measure(engine, 'cpu')
    note('30 kB, one at a time: processor time, µs', engine, one)
    note('30 kB, ten at once: processor time, µs', engine, ten)
  }
}

console.log(`median of ${rounds} interleaved runs; Node ${process.version}`)
console.log(`${''.padEnd(48)}${engines.map((name) => name.padStart(11)).join('')}     ratio`)
for (const [figure, row] of table) {
  const [own = Number.NaN, other = Number.NaN] = engines.map((name) => median(row.get(name) ?? []))
  const ratio = `${(other / own).toFixed(2)}`.padStart(10)
  console.log(
    `${figure.padEnd(48)}${own.toFixed(1).padStart(11)}${other.toFixed(1).padStart(11)}${ratio}`,
  )
}
for (const engine of [...engines, 'undici, quiet']) {
  const { ended = Number.NaN } = await measure(engine, 'hang')
  const says = ended > 2_900 ? 'held up until it was killed' : `over after ${ended.toFixed(0)} ms`
  console.log(`a process whose request is never answered, ${engine}: ${says}`)
}
const undici = fileURLToPath(new URL('.', import.meta.resolve('undici/package.json')))
console.log(`undici on disk: ${(bytesIn(undici) / 1e6).toFixed(1)} MB`)

server.disconnect()
rmSync(folder, { recursive: true, force: true })

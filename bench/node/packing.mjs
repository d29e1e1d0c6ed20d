// What packing a body saves, and what it costs, by the length of the body: envelopes of errors as the SDK
// sends them, packed by gzip off the main thread.
//
//   node bench/node/packing.mjs [rounds]
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { median } from '../median.mjs'

const [rounds = 15] = process.argv.slice(2).map(Number)
const pack = promisify(gzip)
const each = 50
const lengths = [1, 2, 4, 8, 16, 32, 64, 256, 1_024].map((kibibytes) => kibibytes * 1_024)

/** @param {number} depth @returns {Error} */
const fail = (depth) => (depth === 0 ? new Error(`order ${Math.random()} failed`) : fail(depth - 1))

/** Items as they are in an envelope, each with ids and times of its own. @param {number} length */
const createBody = (length) => {
  let body = ''
  while (body.length < length) {
    const { message, stack = '' } = fail(Math.floor(Math.random() * 8))
    const frames = stack
      .split('\n')
      .slice(1)
      .map((line, lineno) => ({ filename: line, lineno }))
    const event = {
      event_id: crypto.randomUUID().replaceAll('-', ''),
      timestamp: Date.now() / 1_000 + Math.random(),
      level: 'error',
      platform: 'node',
      exception: { values: [{ type: 'Error', value: message, stacktrace: { frames } }] },
      tags: { service: 'checkout', cart: crypto.randomUUID() },
    }
    body += `${JSON.stringify({ type: 'event' })}\n${JSON.stringify(event)}\n`
  }
  return body.slice(0, length)
}

/** @type {Map<number, { saved: number[], main: number[], all: number[], wait: number[] }>} */
const table = new Map(lengths.map((length) => [length, { saved: [], main: [], all: [], wait: [] }]))
for (let round = 0; round <= rounds; round++) {
  for (const [length, row] of table) {
    const bodies = Array.from({ length: each }, () => createBody(length))
    let packed = 0
    const before = process.cpuUsage()
    const idle = performance.eventLoopUtilization()
    const start = performance.now()
    for (const body of bodies) packed += (await pack(body)).length
    const wait = performance.now() - start
    const { active } = performance.eventLoopUtilization(idle)
    const { user, system } = process.cpuUsage(before)
    // The first round is for the compiler.
    if (round === 0) continue
    row.saved.push(1 - packed / (length * each))
    row.main.push((active * 1_000) / each)
    row.all.push((user + system) / each)
    row.wait.push((wait * 1_000) / each)
  }
}

console.log(`median of ${rounds} rounds, a body each; Node ${process.version}`)
console.log(
  '  length   saved   main thread, µs   all threads, µs   until packed, µs   µs for a kB saved',
)
for (const [length, { saved, main, all, wait }] of table) {
  const [share, own, total, late] = [saved, main, all, wait].map(median)
  const price = (total ?? 0) / (((share ?? 0) * length) / 1_000)
  console.log(
    [
      `${length / 1_024} kB`.padStart(8),
      `${((share ?? 0) * 100).toFixed(0)} %`.padStart(8),
      (own ?? 0).toFixed(0).padStart(18),
      (total ?? 0).toFixed(0).padStart(18),
      (late ?? 0).toFixed(0).padStart(19),
      price.toFixed(1).padStart(20),
    ].join(''),
  )
}

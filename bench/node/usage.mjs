// What it costs the caller that a use is on disk before usage() returns: of a subject that its page knows, and
// of a new one with all that becomes of it, beside one bare write of 60 bytes.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { init } from '@holdfast/node'
import { median } from '../median.mjs'

const rounds = 60
const uses = 1_000

const directory = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
const sink = { name: 'nothing', accepts: () => true, receive: () => undefined }
const durable = init({ service: 'bench', sinks: [sink], store: { directory } })
const inMemory = init({ service: 'bench', sinks: [sink], store: false })
const fd = openSync(join(directory, 'bare'), 'a')
const bytes = Buffer.alloc(60, 'x')
let subjects = 0

/** @type {readonly (readonly [name: string, use: (number: number) => void])[]} */
const candidates = [
  ['durable, a known subject', (number) => durable.usage('api-requests', `customer-${number}`)],
  ['durable, a new subject', () => durable.usage('api-requests', `new-${subjects++}`)],
  ['durable, named', () => durable.usage('orders', 'acme', 1, { id: `order-${subjects++}` })],
  ['in memory, a known subject', (number) => inMemory.usage('api-requests', `customer-${number}`)],
  ['one bare write', () => void writeSync(fd, bytes)],
]

/** @type {Map<string, number[]>} */
const times = new Map(candidates.map(([name]) => [name, []]))
for (let round = 0; round < rounds; round++) {
  for (const [name, use] of candidates) {
    const began = performance.now()
    for (let number = 0; number < uses; number++) use(number)
    times.get(name)?.push(((performance.now() - began) / uses) * 1_000)
    await turn()
  }
}
await Promise.all([durable.close(), inMemory.close()])
closeSync(fd)
rmSync(directory, { recursive: true })

console.log(
  `median of ${rounds} interleaved rounds of ${uses}, in microseconds; Node ${process.version}`,
)
for (const [name, all] of times) console.log(`${name.padEnd(28)}${median(all).toFixed(2)}`)

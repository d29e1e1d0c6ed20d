// What an error costs its caller: the time until captureError returns, durable, in memory, and with a
// memory sink, beside @sentry/node, which keeps nothing on disk. All other sinks are down. Fails where
// we are over a budget.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { http, init, memorySink } from '@holdfast/node'
import * as sentry from '@sentry/node'
import { median } from '../median.mjs'

/** Before them, as many again that are not counted: a server runs for longer than a benchmark. */
const rounds = 40
const captures = 200
const nobody = 'http://127.0.0.1:9/in'

const directory = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))

/**
 * @param {import('@holdfast/node').StoreOptions | false} store
 * @param {import('@holdfast/node').Sink} sink
 */
const start = (store, sink = http({ url: nobody })) =>
  init({
    service: 'bench',
    sinks: [sink],
    // Room for all: what it costs to make room is another question.
    outbox: { maxCount: 100_000, maxBytes: 256 * 1_024 * 1_024 },
    globalErrors: false,
    store,
  })

const [durable, forgetful] = [start({ directory }), start(false)]
const local = start(false, memorySink())
sentry.init({ dsn: 'http://key@127.0.0.1:9/1' })

const makeErrors = () => Array.from({ length: captures }, (_, index) => new Error(`order ${index}`))

/** @type {Readonly<Record<string, (error: Error) => void>>} */
const subjects = {
  'holdfast, on disk when it returns': (error) => void durable.captureError(error),
  'holdfast, in memory': (error) => void forgetful.captureError(error),
  'holdfast, to a memory sink': (error) => void local.captureError(error),
  '@sentry/node, in memory': (error) => void sentry.captureException(error),
  'the stack alone, as V8 writes it': (error) => void error.stack,
}

/** @type {Map<string, number[]>} */
const times = new Map(Object.keys(subjects).map((name) => [name, []]))

/** @param {(error: Error) => void} work */
const microsecondsEach = (work) => {
  const errors = makeErrors()
  const began = performance.now()
  for (const error of errors) work(error)
  return ((performance.now() - began) / captures) * 1_000
}

for (let round = -rounds; round < rounds; round++) {
  for (const [name, work] of Object.entries(subjects)) {
    const microseconds = microsecondsEach(work)
    if (round >= 0) times.get(name)?.push(microseconds)
    // What was put off is not to be paid by the next one.
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const medians = [...times].map(([name, all]) => /** @type {const} */ ([name, median(all)]))
console.log(
  `median of ${rounds} interleaved rounds of ${captures}, in microseconds; Node ${process.version}`,
)
for (const [name, microseconds] of medians) console.log(name.padEnd(36) + microseconds.toFixed(2))

const [ours = 0, , toMemory = 0, theirs = 0] = medians.map(([, microseconds]) => microseconds)
const budget = Math.max(15, theirs / 4)
console.log(`on disk: the budget is 15, or a quarter of theirs: ${budget.toFixed(2)}`)
console.log(`to a memory sink: the budget is a quarter of theirs: ${(theirs / 4).toFixed(2)}`)
await Promise.all([durable, forgetful, local].map((monitor) => monitor.close(0)))
rmSync(directory, { recursive: true, force: true })
process.exitCode = ours <= budget && toMemory <= theirs / 4 ? 0 : 1

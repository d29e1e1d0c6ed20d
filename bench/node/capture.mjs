// What an error costs its caller: the time until captureError returns. Held, on disk or in memory, with
// the sink down; and taken, by a memory sink; each beside @sentry/node, which keeps nothing on disk. Both
// in processes of their own: a collector goes through what either retains. Fails over a budget.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { http, init, memorySink } from '@holdfast/node'
import * as sentry from '@sentry/node'
import { median } from '../median.mjs'

/** Before them, as many again that are not counted: a server runs for longer than a benchmark. */
const rounds = 40
const captures = 200
const nobody = 'http://127.0.0.1:9/in'

/**
 * @param {import('@holdfast/node').StoreOptions | false} store
 * @param {import('@holdfast/node').Sink} sink
 */
const start = (store, sink = http({ url: nobody })) => {
  const monitor = init({
    service: 'bench',
    sinks: [sink],
    // Room for all: what it costs to make room is another question.
    outbox: { maxCount: 100_000, maxBytes: 256 * 1_024 * 1_024 },
    globalErrors: false,
    store,
  })
  /** @param {Error} error */
  return (error) => void monitor.captureError(error)
}

/**
 * What is measured; and, for the first of it, how long it may take, by how long Sentry takes.
 * @type {Readonly<Record<string, {
 *   open: (directory: string) => Record<string, (error: Error) => void>
 *   budget: (theirs: number) => number
 * }>>}
 */
const kinds = {
  held: {
    open: (directory) => ({
      'holdfast, on disk when it returns': start({ directory }),
      'holdfast, in memory': start(false),
    }),
    budget: (theirs) => Math.max(15, theirs / 4),
  },
  taken: {
    open: () => ({ 'holdfast, to a memory sink': start(false, memorySink()) }),
    budget: (theirs) => theirs / 4,
  },
}

/** @param {(error: Error) => void} work */
const microsecondsEach = (work) => {
  const errors = Array.from({ length: captures }, (_, index) => new Error(`order ${index}`))
  const began = performance.now()
  for (const error of errors) work(error)
  return ((performance.now() - began) / captures) * 1_000
}

/** @param {Record<string, (error: Error) => void>} subjects */
const mediansOf = async (subjects) => {
  const times = new Map(Object.keys(subjects).map((name) => [name, /** @type {number[]} */ ([])]))
  for (let round = -rounds; round < rounds; round++) {
    for (const [name, work] of Object.entries(subjects)) {
      const microseconds = microsecondsEach(work)
      if (round >= 0) times.get(name)?.push(microseconds)
      // What was put off is not to be paid by the next one.
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  return [...times].map(([name, all]) => /** @type {const} */ ([name, median(all)]))
}

/** @param {(typeof kinds)[string]} kind */
const measure = async ({ open, budget }) => {
  const directory = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
  const ours = open(directory)
  sentry.init({ dsn: 'http://key@127.0.0.1:9/1' })
  const medians = await mediansOf({
    ...ours,
    '@sentry/node, in memory': (error) => void sentry.captureException(error),
    'the stack alone, as V8 writes it': (error) => void error.stack,
  })
  for (const [name, microseconds] of medians) console.log(name.padEnd(36) + microseconds.toFixed(2))
  const [first = 0] = medians.map(([, microseconds]) => microseconds)
  const most = budget(medians.at(-2)?.[1] ?? 0)
  console.log(`${'the budget of the first'.padEnd(36)}${most.toFixed(2)}`)
  rmSync(directory, { recursive: true, force: true })
  process.exit(first > most ? 1 : 0)
}

const kind = kinds[process.argv[2] ?? '']
if (kind) await measure(kind)
console.log(
  `medians of ${rounds} interleaved rounds of ${captures}, in microseconds; Node ${process.version}`,
)
const codes = Object.keys(kinds).map(
  (name) =>
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), name], { stdio: 'inherit' })
      .status,
)
process.exitCode = codes.every((code) => code === 0) ? 0 : 1

// What it costs the caller that an error is on disk before captureError returns: the same captures
// with a store and without, beside one bare write of as many bytes.
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { http, init } from '@holdfast/node'
import { median } from '../median.mjs'

const rounds = 30
const captures = 200

const directory = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
const fd = openSync(join(directory, 'bare'), 'a')

/** @param {import('@holdfast/node').StoreOptions | false} store */
const start = (store) =>
  init({
    service: 'bench',
    sinks: [http({ url: 'http://127.0.0.1:9/in' })],
    globalErrors: false,
    store,
  })

/** @param {() => void} work */
const microsecondsEach = (work) => {
  const began = performance.now()
  work()
  return ((performance.now() - began) / captures) * 1_000
}

const keptBytes = () =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.seg'))
    .reduce((sum, name) => sum + statSync(join(directory, name)).size, 0)

const [durable, forgetful] = [start({ directory }), start(false)]
const makeErrors = () => Array.from({ length: captures }, (_, index) => new Error(`order ${index}`))
for (const error of makeErrors()) durable.captureError(error)
const record = Buffer.alloc(Math.round(keptBytes() / captures), 'x')

/** @type {Readonly<Record<string, (error: Error) => void>>} */
const subjects = {
  'captureError, on disk': (error) => void durable.captureError(error),
  'captureError, in memory': (error) => void forgetful.captureError(error),
  'one bare write': () => void writeSync(fd, record),
}

/** @type {Map<string, number[]>} */
const times = new Map(Object.keys(subjects).map((name) => [name, []]))
for (let round = 0; round < rounds; round++) {
  for (const [name, work] of Object.entries(subjects)) {
    const errors = makeErrors()
    times.get(name)?.push(
      microsecondsEach(() => {
        for (const error of errors) work(error)
      }),
    )
  }
  await new Promise((resolve) => setImmediate(resolve))
}
await Promise.all([durable.close(0), forgetful.close(0)])
closeSync(fd)
rmSync(directory, { recursive: true })

console.log(
  `median of ${rounds} interleaved rounds of ${captures}, in microseconds; ${record.length} bytes a record; Node ${process.version}`,
)
for (const [name, all] of times) console.log(`${name.padEnd(26)} ${median(all).toFixed(2)}`)

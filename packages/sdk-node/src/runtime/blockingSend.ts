import type { Milliseconds, WireAnswer, WireRequest } from '@holdfast/shared'

/**
 * The body of the thread, as text: it must run wherever an app's bundler has put us. It notes the
 * status of each answer, and wakes the process when every request has been answered, or has failed.
 */
const thread = `
const { workerData: { requests, timeout, atOnce, bell, statuses } } = require('node:worker_threads')
const signal = AbortSignal.timeout(timeout)
const send = async ([index, { url, headers, body }]) => {
  const answer = await fetch(url, { method: 'POST', redirect: 'manual', headers, body, signal })
  await answer.text()
  Atomics.store(statuses, index, answer.status)
}
const left = requests.entries()
const sendInTurn = async () => {
  for (const next of left) await send(next).catch(() => undefined)
}
const sendAll = () => Promise.all(Array.from({ length: atOnce }, sendInTurn))
sendAll().finally(() => {
  Atomics.store(bell, 0, 1)
  Atomics.notify(bell, 0)
})
`

/** How many connections a process that dies may open. */
const atOnce = 32

/**
 * Sends while this thread stands still: the only way to be heard from a process that is already
 * ending, without changing how it ends. It gives the answers that came in time, by their status.
 */
export const blockingSend = (
  requests: readonly WireRequest[],
  timeout: Milliseconds,
): ReadonlyMap<WireRequest, WireAnswer> => {
  const bell = new Int32Array(new SharedArrayBuffer(4))
  const statuses = new Int32Array(new SharedArrayBuffer(4 * requests.length))
  // Loaded here: it would be felt in the start of every process, and most never come to this.
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  const worker = new Worker(thread, {
    eval: true,
    // None of the app's own loaders and preloads: they would start its monitoring again.
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '' },
    workerData: { requests, timeout: Math.ceil(timeout), atOnce, bell, statuses },
  })
  worker.unref()
  Atomics.wait(bell, 0, 0, timeout)
  return new Map(
    requests.flatMap((request, index) => {
      const status = Atomics.load(statuses, index)
      return status === 0 ? [] : [[request, { type: 'answer', status, headers: {} }]]
    }),
  )
}

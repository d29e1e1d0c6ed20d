import { Worker } from 'node:worker_threads'
import type { Milliseconds, WireRequest } from '@holdfast/shared'

/**
 * The body of the thread, as text: it must run wherever an app's bundler has put us. It wakes the
 * process when every request has been answered, or has failed.
 */
const thread = `
const { workerData: { requests, timeout, atOnce, bell } } = require('node:worker_threads')
const send = async ({ url, headers, body }, signal) => {
  const answer = await fetch(url, { method: 'POST', redirect: 'manual', headers, body, signal })
  await answer.text()
}
const signal = AbortSignal.timeout(timeout)
const left = requests.values()
const sendInTurn = async () => {
  for (const request of left) await send(request, signal).catch(() => undefined)
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
 * ending, without changing how it ends.
 */
export const blockingSend = (requests: readonly WireRequest[], timeout: Milliseconds): void => {
  const bell = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(thread, {
    eval: true,
    // None of the app's own loaders and preloads: they would start its monitoring again.
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '' },
    workerData: { requests, timeout: Math.ceil(timeout), atOnce, bell },
  })
  worker.unref()
  Atomics.wait(bell, 0, 0, timeout)
}

import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { Milliseconds, WireRequest, WireResponse } from '@holdfast/shared'

/** What the thread tells: the response to the request of that number. */
interface Report {
  readonly index: number
  readonly response: WireResponse
}

const noAnswer: WireResponse = { type: 'noAnswer', reason: 'the process ended' }

/**
 * The body of the thread, as text: it must run wherever an app's bundler has put us. It reports each
 * response as it comes, and wakes the process when all are there.
 */
const thread = `
const { workerData } = require('node:worker_threads')
const { requests, timeout, port, bell } = workerData
const send = async ({ url, headers, body }, signal) => {
  const answer = await fetch(url, { method: 'POST', headers, body, signal })
  await answer.text()
  return { type: 'answer', status: answer.status, headers: Object.fromEntries(answer.headers) }
}
const sendAll = async () => {
  const signal = AbortSignal.timeout(timeout)
  await Promise.all(requests.map(async (request, index) => {
    const response = await send(request, signal).catch((error) => ({
      type: 'noAnswer',
      reason: String(error),
    }))
    port.postMessage({ index, response })
  }))
}
sendAll().finally(() => {
  Atomics.store(bell, 0, 1)
  Atomics.notify(bell, 0)
})
`

/**
 * Sends while this thread stands still: the only way to be heard from a process that is already
 * ending, without changing how it ends.
 */
export const blockingSend = (
  requests: readonly WireRequest[],
  timeout: Milliseconds,
): readonly WireResponse[] => {
  const { port1, port2 } = new MessageChannel()
  const bell = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(thread, {
    eval: true,
    // None of the app's own loaders and preloads: they would start its monitoring again.
    execArgv: [],
    env: {},
    workerData: { requests, timeout: Math.ceil(timeout), port: port2, bell },
    transferList: [port2],
  })
  worker.unref()
  Atomics.wait(bell, 0, 0, timeout)
  const responses: WireResponse[] = requests.map(() => noAnswer)
  for (const { index, response } of received(port1)) responses[index] = response
  return responses
}

function* received(port: MessageChannel['port1']): Generator<Report> {
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
    yield next.message
  }
}

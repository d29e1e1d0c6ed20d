import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { answer, answerPreflight } from './answer.ts'
import { type Behaviour, type Choice, takesSignals } from './behaviour.ts'
import type { Dialect } from './dialect.ts'
import { startListener } from './listener.ts'
import { type ReceivedRequest, receive } from './receivedRequest.ts'
import { createScript } from './script.ts'
import { createTakings, type WaitOptions } from './takings.ts'

/**
 * A real HTTP server on loopback that takes signals in both dialects, fails as it is told, and counts
 * what it took by itself: the outsider whose count of loss and repeats the ledger must agree with.
 */
export interface FaultySink {
  /** For `http({ url })`. */
  readonly url: string
  /** For `sentry({ dsn })`. */
  readonly dsn: string
  /** All that was read to the end, in its order; preflights are not among them. */
  readonly requests: readonly ReceivedRequest[]
  /** What to do with the next requests, one each; afterwards it answers 200 again. */
  behave(...script: readonly (Behaviour | Choice)[]): void
  /** What to do with all requests that no script is left for; `undefined` is 200 again. */
  behaveAlways(behaviour: Behaviour | Choice | undefined): void
  /** How often each signal was taken, by its id: answered 2xx, or taken before the fault. */
  taken(dialect?: Dialect): ReadonlyMap<string, number>
  /** Resolves when that many different signals were taken; rejects when the time is up. */
  waitFor(count: number, options?: WaitOptions): Promise<void>
  /** Breaks all connections; new ones are refused. */
  goDown(): Promise<void>
  /** Listens again, on the same port. */
  comeBack(): Promise<void>
  /** Goes down for good. The process stays alive until then. */
  stop(): Promise<void>
}

/**
 * Starts a faulty sink, on a port that the system gives.
 *
 * @example
 * const sink = await startFaultySink()
 * sink.behave({ do: 'answer', status: 500 }, { do: 'reset' })
 * const monitor = init({ service: 'checkout', sinks: [http({ url: sink.url })] })
 * monitor.captureError(new Error('no stock'))
 * await sink.waitFor(1)
 * await sink.stop()
 */
export const startFaultySink = async (): Promise<FaultySink> => {
  const requests: ReceivedRequest[] = []
  const script = createScript()
  const takings = createTakings()

  const onRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const received = await receive(request)
    if (!received) return
    if (request.method === 'OPTIONS') {
      answerPreflight(response, request.headers['access-control-request-headers'])
      return
    }
    const behaviour = script.next(received)
    const record = { ...received, taken: false, answered: false }
    requests.push(record)
    response.once('finish', () => {
      record.answered = true
    })
    if (behaviour.do === 'answerLate') {
      await sleep(behaviour.milliseconds)
      if (response.destroyed) return
    }
    record.taken = takesSignals(behaviour)
    if (record.taken) takings.add(received.dialect, received.ids)
    await answer(response, behaviour)
  }

  const listener = await startListener((request, response) => void onRequest(request, response))
  const { port, goDown, comeBack } = listener
  return {
    url: `http://127.0.0.1:${port}/signals`,
    dsn: `http://faultysink@127.0.0.1:${port}/1`,
    requests,
    behave: script.behave,
    behaveAlways: script.behaveAlways,
    taken: takings.taken,
    waitFor: takings.waitFor,
    goDown,
    comeBack,
    stop: goDown,
  }
}

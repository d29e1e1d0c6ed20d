import { type MonotonicTime, until } from '../../model/units.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Scheduler } from '../../ports/scheduler.ts'
import type { Transport } from '../../ports/transport.ts'
import type { WireAnswer, WireRequest, WireResponse } from '../../ports/wire.ts'

/** What comes back; `'hang'` never does, so that the deadline has to. */
export type FakeResponse = WireResponse | 'hang'

/** The server, as a function. A promise lets a test decide when the response comes. */
export type Responder = (request: WireRequest) => FakeResponse | Promise<FakeResponse>

/** A request, and what became of it. */
export interface SentRequest {
  readonly request: WireRequest
  readonly deadline: MonotonicTime
  readonly sentAt: MonotonicTime
  /** `undefined` while it is under way. */
  readonly response: WireResponse | undefined
}

/** Records what is sent, and answers as it was told: with 200 unless told otherwise. */
export interface FakeTransport extends Transport {
  readonly requests: readonly SentRequest[]
  /** The deadlines of the calls of `finish`. */
  readonly finishes: readonly MonotonicTime[]
  /** A function answers all requests from now on; responses answer the next ones, one each. */
  respond(...responses: readonly [Responder] | readonly FakeResponse[]): void
  /** What is answered to requests that are under way when `finish` is called. Default: nothing. */
  respondToFinish(responder: (request: WireRequest) => FakeResponse): void
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

interface FakeTransportParts {
  readonly clock: Clock
  readonly scheduler: Scheduler
  /** Whether the host tells of its very last moment, so that it offers `finish`. */
  readonly canFinish: boolean
  /** A dead host sends nothing, and hears nothing. */
  readonly isAlive: () => boolean
}

/** An answer with that status. */
export const answerOf = (
  status: number,
  headers: Readonly<Record<string, string>> = {},
): WireResponse => ({ type: 'answer', status, headers })

/** No answer at all, for that reason. */
export const noAnswer = (reason: string): WireResponse => ({ type: 'noAnswer', reason })

const late = noAnswer('the deadline has passed')

export const createFakeTransport = ({
  clock,
  scheduler,
  canFinish,
  isAlive,
}: FakeTransportParts): FakeTransport => {
  const requests: SentRequest[] = []
  /** Answered by `finish`: their own answers are late. */
  const finished = new Set<SentRequest>()
  const finishes: MonotonicTime[] = []
  const script: FakeResponse[] = []
  let responder: Responder = () => answerOf(200)
  let finishing: (request: WireRequest) => FakeResponse = () => 'hang'

  const ask = (request: WireRequest): FakeResponse | Promise<FakeResponse> =>
    script.shift() ?? responder(request)

  const send: Transport['send'] = (request, deadline) => {
    if (!isAlive()) return new Promise(() => undefined)
    const sentAt = clock.now()
    const sent: Mutable<SentRequest> = { request, deadline, sentAt, response: undefined }
    requests.push(sent)
    return new Promise((resolve) => {
      const conclude = (response: WireResponse): void => {
        if (!isAlive() || sent.response) return
        stop()
        sent.response = response
        resolve(response)
      }
      const stop = scheduler.after(until(deadline, sentAt), () => conclude(late))
      void Promise.resolve(ask(request)).then((response) => {
        if (response !== 'hang') conclude(response)
      })
    })
  }

  /** Time stands still for it: what is under way is answered by what needs none. */
  const finish = (deadline: MonotonicTime): ReadonlyMap<WireRequest, WireAnswer> => {
    finishes.push(deadline)
    const open = requests.filter((sent) => !sent.response && !finished.has(sent))
    return new Map(
      open.flatMap((sent) => {
        const response = finishing(sent.request)
        if (response === 'hang' || response.type === 'noAnswer') return []
        finished.add(sent)
        return [[sent.request, response]]
      }),
    )
  }

  return {
    requests,
    send,
    finishes,
    ...(canFinish && { finish }),
    respondToFinish: (responder) => {
      finishing = responder
    },
    respond: (...responses) => {
      const [first] = responses
      if (typeof first === 'function') responder = first
      else script.push(...(responses as readonly FakeResponse[]))
    },
  }
}

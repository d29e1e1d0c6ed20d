import { until } from '../model/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import type { Transport } from '../ports/transport.ts'
import type { WireRequest, WireResponse } from '../ports/wire.ts'
import { property } from '../primitives/attempt.ts'

interface FetchInit {
  readonly method: 'POST'
  readonly headers: Record<string, string>
  readonly body: string
  readonly signal: unknown
}

interface FetchResponse {
  readonly status: number
  readonly headers: { forEach(each: (value: string, name: string) => void): void }
  text(): Promise<unknown>
}

/** As much of `fetch` and `AbortController` as sending takes. */
export interface FetchGlobals {
  readonly fetch: (url: string, init: never) => Promise<FetchResponse>
  readonly AbortController: new () => { readonly signal: unknown; abort(): void }
}

interface FetchTransportParts {
  readonly globals: FetchGlobals
  readonly clock: Clock
  readonly scheduler: Scheduler
  /** What else the host wants in `init`, and what to do when the request is over. */
  readonly open?: (request: WireRequest) => { readonly init: object; close(): void }
}

/** Sends by `fetch`. */
export const createFetchTransport = ({
  globals,
  clock,
  scheduler,
  open = () => ({ init: {}, close: () => undefined }),
}: FetchTransportParts): Transport => ({
  send: async (request, deadline) => {
    const controller = new globals.AbortController()
    const stop = scheduler.after(until(deadline, clock.now()), () => controller.abort())
    const { init, close } = open(request)
    try {
      return await post(globals.fetch, request, { ...init, signal: controller.signal })
    } catch (error) {
      return { type: 'noAnswer', reason: String(property(error, 'message')) }
    } finally {
      stop()
      close()
    }
  },
})

const post = async (
  fetch: FetchGlobals['fetch'],
  { url, headers, body }: WireRequest,
  extra: object & Pick<FetchInit, 'signal'>,
): Promise<WireResponse> => {
  const init: FetchInit = { method: 'POST', headers: { ...headers }, body, ...extra }
  const response = await fetch(url, init as never)
  // Read to the end, so that the connection can be used again, and half an answer is none.
  await response.text()
  const received: Record<string, string> = {}
  response.headers.forEach((value, name) => {
    received[name] = value
  })
  return { type: 'answer', status: response.status, headers: received }
}

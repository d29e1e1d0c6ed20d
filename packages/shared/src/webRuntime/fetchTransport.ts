import { until } from '../model/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { Transport } from '../ports/transport.ts'
import type { WireRequest } from '../ports/wire.ts'
import { property } from '../primitives/attempt.ts'

interface FetchResponse {
  readonly status: number
  readonly headers: Iterable<readonly [string, string]>
  text(): Promise<unknown>
}

/** As much of the host's globals as sending takes. */
export interface FetchGlobals {
  readonly fetch: (url: string, init: never) => Promise<FetchResponse>
  readonly AbortSignal: { timeout(milliseconds: number): unknown }
}

interface FetchTransportParts {
  readonly globals: FetchGlobals
  readonly clock: Clock
  /** What else the host wants in `init`, and what to do when the request is over. */
  readonly open?: (request: WireRequest) => { readonly init: object; close(): void }
}

/** Sends by `fetch`. */
export const createFetchTransport = ({
  globals: { fetch, AbortSignal },
  clock,
  open,
}: FetchTransportParts): Transport => {
  return {
    send: async (request, deadline) => {
      let opened: ReturnType<NonNullable<typeof open>> | undefined
      try {
        opened = open?.(request)
        const { url, headers, body } = request
        // A redirect would carry headers, secrets among them, to a place that nobody has named.
        const init = { method: 'POST', redirect: 'manual', headers, body, ...opened?.init }
        const signal = AbortSignal.timeout(Math.ceil(until(deadline, clock.now())))
        const response = await fetch(url, { ...init, signal } as never)
        // Read to the end, so that the connection can be used again, and half an answer is none.
        await response.text()
        const { status } = response
        return { type: 'answer', status, headers: Object.fromEntries(response.headers) }
      } catch (error) {
        return { type: 'noAnswer', reason: String(property(error, 'message')) }
      } finally {
        opened?.close()
      }
    },
  }
}

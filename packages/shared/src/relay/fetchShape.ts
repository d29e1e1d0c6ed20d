import { attempt } from '../primitives/attempt.ts'
import type { ShapelessRelay } from './createRelay.ts'
import type { BodyListener, KeepAlive, RelayRequest } from './relayHost.ts'

/** A request of the Fetch standard, as far as a relay reads it. */
export interface FetchRequest {
  readonly method: string
  readonly url: string
  readonly headers: { get(name: string): string | null }
  readonly body: FetchBody | null
  readonly bodyUsed: boolean
}

interface FetchBody {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
    cancel(): Promise<unknown>
  }
}

/** Keeps the host alive behind an answer, as many platforms hand it to a handler. */
export interface FetchContext {
  waitUntil?(work: Promise<unknown>): void
}

/** A handler in the shape of the Fetch standard. It never rejects. */
export const createFetchShape =
  <Answer>(
    { handle }: Pick<ShapelessRelay, 'handle'>,
    Response: new (body: string | null, init: object) => Answer,
  ) =>
  async (request: FetchRequest, context?: FetchContext): Promise<Answer> => {
    const keepAlive: KeepAlive = (begin) => context?.waitUntil?.(begin())
    const { status, headers, body } = await handle(toRelayRequest(request), keepAlive)
    return new Response(body === '' ? null : body, { status, headers })
  }

const toRelayRequest = (request: FetchRequest): RelayRequest => ({
  method: request.method,
  url: request.url,
  address: undefined,
  header: (name) => request.headers.get(name) ?? undefined,
  readBody: (listener) => {
    const { body, bodyUsed } = request
    // One that is locked throws.
    const reader = bodyUsed ? undefined : attempt(() => body?.getReader(), undefined)
    if (reader) {
      void pass(reader, listener)
      // What is left is not wanted; a stream that has ended already takes no harm.
      return () => void reader.cancel().catch(() => undefined)
    }
    if (body || bodyUsed) listener.onFailed('consumed')
    else listener.onEnd()
    return () => undefined
  },
})

const pass = async (
  reader: ReturnType<FetchBody['getReader']>,
  listener: BodyListener,
): Promise<void> => {
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return listener.onEnd()
      if (value) listener.onBytes(value)
    }
  } catch {
    listener.onFailed('aborted')
  }
}

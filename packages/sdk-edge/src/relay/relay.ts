import { attempt, HoldfastConfigError } from '@holdfast/shared'
import {
  createFetchShape,
  createRelay,
  type FetchContext,
  type FetchRequest,
  type Relay,
  type RelayOptions,
  readRelayOptions,
} from '@holdfast/shared/relay'
import { createEdgeRuntime } from '../runtime/edgeRuntime.ts'
import { sdk } from '../sdk.ts'
import { shutdownTimeout } from '../settings.ts'
import { encodings, unpack } from './unpack.ts'

/** A relay on the edge. */
export interface EdgeRelay extends Relay {
  /**
   * Answers at once, and delivers in the context's `waitUntil`: hand it on. It never rejects. What could
   * not be delivered in time is booked as lost: `closed`.
   */
  fetch(request: Request, context?: FetchContext): Promise<Response>
}

/**
 * Takes what pages send, on your own domain, and delivers it: batches of Holdfast to sinks, envelopes of
 * Sentry to the DSNs that you list, and to nobody else. Make it once in a module. Limits hold for each
 * isolate.
 *
 * @throws {HoldfastConfigError} naming every option that is wrong.
 * @example
 * const monitoring = relay({ service: 'shop', forwardTo: [dsn], trust: { header: 'cf-connecting-ip' } })
 * export default {
 *   fetch: (request, env, context) =>
 *     new URL(request.url).pathname === '/relay'
 *       ? monitoring.fetch(request, context)
 *       : site(request),
 * }
 */
export const relay = (options: RelayOptions): EdgeRelay => {
  const { settings, problems } = readRelayOptions(options, { shutdownTimeout })
  if (problems.length > 0) throw new HoldfastConfigError(problems)
  const shapeless = createRelay(settings, {
    runtime: createEdgeRuntime(),
    sdk,
    platform: { name: 'edge' },
    print: ({ code, text }) => console.debug(`[holdfast] ${code}: ${text}`),
    decode: (bytes) =>
      attempt(
        () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
        undefined,
      ),
    unpack,
    encodings,
    isPerRequest: true,
  })
  const { stats, flush, close } = shapeless
  const fetch = createFetchShape<Response>(shapeless, Response)
  return {
    fetch: (request, context) => fetch(request as FetchRequest, context),
    stats,
    flush,
    close,
  }
}

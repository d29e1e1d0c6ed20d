import { isUtf8 } from 'node:buffer'
import { HoldfastConfigError } from '@holdfast/shared'
import {
  createFetchShape,
  createRelay,
  type FetchContext,
  type FetchRequest,
  type Relay,
  type RelayOptions,
  readRelayOptions,
} from '@holdfast/shared/relay'
import { createProxyTrouble, print, toListener } from '../runtime/listener.ts'
import { createNodeRuntime } from '../runtime/nodeRuntime.ts'
import { proxyRules } from '../runtime/proxyRules.ts'
import { sdk } from '../sdk.ts'
import { storeRules, toStoreSettings } from '../spool/readStoreOptions.ts'
import type { StoreOptions } from '../spool/storeOptions.ts'
import { createNodeShape, type NodeHandler } from './nodeShape.ts'
import { encodings, unpack } from './unpack.ts'

/** What a relay in Node is made from. */
export interface NodeRelayOptions extends RelayOptions {
  /**
   * Keeps what is accepted on disk until it is delivered: a process that is killed loses no error, no
   * envelope and nothing else that is critical. `false` keeps it in memory only. Default: on.
   */
  readonly store?: StoreOptions | false
  /**
   * The proxy on the way to every sink: `http://user:password@proxy.example.com:8080`, or an `https:` one.
   * `false`: none. Default: what `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` say.
   */
  readonly proxy?: string | false
}

/** A relay in Node, in both shapes; each can be handed on alone. */
export interface NodeRelay extends Relay {
  /** `http.createServer(relay.node)`, `app.use('/relay', relay.node)`: before what parses bodies. */
  readonly node: NodeHandler
  /** In the shape of the Fetch standard. It never rejects. */
  fetch(request: Request, context?: FetchContext): Promise<Response>
}

/**
 * Takes what pages send, on your own domain, and delivers it: batches of Holdfast to sinks, envelopes of
 * Sentry to the DSNs that you list, and to nobody else. It answers as soon as what it took is safe.
 *
 * @throws {HoldfastConfigError} naming every option that is wrong.
 * @example
 * const monitoring = relay({ service: 'shop', forwardTo: [process.env.SENTRY_DSN] })
 * createServer((request, response) =>
 *   request.url === '/relay' ? monitoring.node(request, response) : site(request, response),
 * ).listen(8080)
 */
export const relay = (options: NodeRelayOptions): NodeRelay => {
  const { settings, problems } = readRelayOptions(options, {
    others: { ...storeRules, ...proxyRules },
  })
  if (problems.length > 0) throw new HoldfastConfigError(problems)
  // That nothing outlives the process is to be known before it is missed.
  const debug = toListener(settings.debug, ['storeFailed', 'proxyIgnored'])
  const shapeless = createRelay(
    { ...settings, debug },
    {
      // Apart from what a monitor of the same service keeps: it has other sinks.
      runtime: createNodeRuntime({
        service: `${settings.service}.relay`,
        store: toStoreSettings(settings.store),
        proxy: settings.proxy,
        tell: createProxyTrouble(debug),
      }),
      sdk,
      platform: { name: 'node', version: process.version },
      print,
      decode: (bytes) =>
        isUtf8(bytes)
          ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()
          : undefined,
      unpack,
      encodings,
      isPerRequest: false,
    },
  )
  const { stats, flush, close } = shapeless
  const fetch = createFetchShape<Response>(shapeless, Response)
  return {
    node: createNodeShape(shapeless),
    fetch: (request, context) => fetch(request as FetchRequest, context),
    stats,
    flush,
    close,
  }
}

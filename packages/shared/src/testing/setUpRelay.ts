import type { DiagnosticMessage } from '../diagnostics/debugChannel.ts'
import { attempt } from '../primitives/attempt.ts'
import { createRelay, type ShapelessRelay } from '../relay/createRelay.ts'
import { type RelaySettings, readRelayOptions } from '../relay/readRelayOptions.ts'
import type { KeepAlive, RelayAnswer, RelayHost, RelayRequest } from '../relay/relayHost.ts'
import type { RelayOptions } from '../relay/relayOptions.ts'
import {
  createFakeRuntime,
  type FakeRuntime,
  type FakeRuntimeOptions,
} from './fakeRuntime/createFakeRuntime.ts'

/** As strict as hosts are, and of the language itself. */
export const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(encodeURIComponent(text).match(/%[\dA-F]{2}|[^%]/g) ?? [], (unit) =>
    unit.length > 1 ? Number.parseInt(unit.slice(1), 16) : unit.charCodeAt(0),
  )

export const textOfBytes = (bytes: Uint8Array): string | undefined =>
  attempt(
    () =>
      decodeURIComponent(
        [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
      ),
    undefined,
  )

/** A request as a test tells it. */
export interface TestRequest extends Partial<Omit<RelayRequest, 'header'>> {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly keepAlive?: KeepAlive
}

interface RelayBench {
  readonly runtime: FakeRuntime
  readonly relay: ShapelessRelay
  readonly said: readonly DiagnosticMessage[]
  /** Posts it, as a client without an origin does. */
  readonly post: (request: TestRequest) => Promise<RelayAnswer>
  /** The bodies that have left, each with where it went. */
  readonly sent: () => readonly { readonly url: string; readonly body: string | Uint8Array }[]
}

interface Setup extends Pick<FakeRuntimeOptions, 'seed' | 'disk'>, Partial<RelayOptions> {
  readonly host?: Partial<RelayHost>
}

export const listedDsn = 'https://abc@errors.example/42'

const toRelayRequest = ({ headers = {}, body = '', ...own }: TestRequest): RelayRequest => ({
  method: 'POST',
  url: '/relay',
  address: '192.0.2.7',
  header: (name) => headers[name],
  readBody: (listener) => {
    listener.onBytes(typeof body === 'string' ? bytesOf(body) : body)
    listener.onEnd()
    return () => undefined
  },
  ...own,
})

const settingsOf = (options: Partial<RelayOptions>): RelaySettings => {
  const forwardTo = options.sinks ? [] : [listedDsn]
  const { settings, problems } = readRelayOptions({ service: 'site', forwardTo, ...options })
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  return settings
}

/** A relay on a fake runtime. */
export const setUpRelay = ({ host, seed = 7, disk, ...options }: Setup = {}): RelayBench => {
  const runtime = createFakeRuntime({ seed, ...(disk && { disk }) })
  const said: DiagnosticMessage[] = []
  const debug = (message: DiagnosticMessage): void => void said.push(message)
  const relay = createRelay(settingsOf({ debug, ...options }), {
    runtime,
    sdk: { name: 'test' },
    platform: { name: 'test' },
    print: () => undefined,
    decode: textOfBytes,
    unpack: async () => 'unreadable',
    encodings: ['gzip'],
    isPerRequest: false,
    ...host,
  })
  return {
    runtime,
    relay,
    said,
    post: ({ keepAlive, ...request }) => relay.handle(toRelayRequest(request), keepAlive),
    sent: () => runtime.transport.requests.map(({ request: { url, body } }) => ({ url, body })),
  }
}

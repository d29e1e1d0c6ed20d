import type { DiagnosticMessage } from '../diagnostics/debugChannel.ts'
import { attempt } from '../primitives/attempt.ts'
import { createRelay, type ShapelessRelay } from '../relay/createRelay.ts'
import { readRelayOptions } from '../relay/readRelayOptions.ts'
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

interface Setup extends FakeRuntimeOptions, Partial<RelayOptions> {
  readonly host?: Partial<RelayHost>
}

export const listedDsn = 'https://abc@errors.example/42'

/** A relay on a fake runtime. */
export const setUpRelay = ({
  host,
  seed = 7,
  disk,
  canFinish,
  ...options
}: Setup = {}): RelayBench => {
  const runtime = createFakeRuntime({
    seed,
    ...(disk && { disk }),
    ...(canFinish !== undefined && { canFinish }),
  })
  const said: DiagnosticMessage[] = []
  const { settings, problems } = readRelayOptions({
    service: 'site',
    ...(!options.sinks && { forwardTo: [listedDsn] }),
    debug: (message: DiagnosticMessage) => said.push(message),
    ...options,
  })
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  const relay = createRelay(settings, {
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
  const post = ({
    headers = {},
    body = '',
    keepAlive,
    ...own
  }: TestRequest): Promise<RelayAnswer> =>
    relay.handle(
      {
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
      },
      keepAlive,
    )
  const sent = () => runtime.transport.requests.map(({ request: { url, body } }) => ({ url, body }))
  return { runtime, relay, said, post, sent }
}

import type { Server } from 'node:http'
import { type AddressInfo, connect, type Server as NetServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import {
  type ErrorSignal,
  init,
  memorySink,
  type NodeMonitor,
  type NodeOptions,
  type Signal,
} from '@holdfast/node'
import { onTestFinished } from 'vitest'

/** Of one kind of request, as the metrics tell it. */
export interface Told {
  readonly count: number
  readonly status?: unknown
  readonly method?: unknown
  readonly route?: unknown
  readonly error?: unknown
  /** The sums of what went in and out. */
  readonly bytesIn?: number
  readonly bytesOut?: number
}

export interface Watched {
  readonly monitor: NodeMonitor
  readonly errors: () => readonly ErrorSignal[]
  /** Once as many requests have ended. */
  readonly ended: (count: number) => Promise<readonly Told[]>
  /** The last that was told of the requests under way. */
  readonly active: () => Promise<number | undefined>
}

/** What the metrics of requests say, by their attributes. */
const tellOf = (
  metrics: readonly Extract<Signal, { readonly kind: 'metric' }>[],
): readonly Told[] => {
  const byAttributes = new Map<string, { [name: string]: unknown; count: number }>()
  for (const metric of metrics) {
    if (!metric.name.startsWith('http.server.') || !('histogram' in metric)) continue
    const key = JSON.stringify(metric.attributes)
    const { attributes, histogram } = metric
    const told: { [name: string]: unknown; count: number } = byAttributes.get(key) ?? {
      count: 0,
      status: attributes['http.response.status_code'],
      method: attributes['http.request.method'],
      route: attributes['http.route'],
      error: attributes['error.type'],
    }
    byAttributes.set(key, told)
    if (metric.name.endsWith('duration')) told.count += histogram.count
    const sum = (name: string): void => {
      told[name] = Number(told[name] ?? 0) + histogram.sum
    }
    if (metric.name.endsWith('request.body.size')) sum('bytesIn')
    if (metric.name.endsWith('response.body.size')) sum('bytesOut')
  }
  const given = [...byAttributes.values()].map((told) =>
    Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
  )
  return given as unknown as readonly Told[]
}

/** A monitor that keeps what it captures in memory, and goes with the test. */
export const openWatched = (options: Partial<NodeOptions> = {}): Watched => {
  const sink = memorySink({ maxCount: 100_000 })
  const monitor = init({
    service: 'shop',
    sinks: [sink],
    globalErrors: false,
    store: false,
    rateCap: false,
    dropRepeats: false,
    ...options,
  } as NodeOptions)
  onTestFinished(() => void monitor.close())
  const metrics = () => sink.signals.filter((signal) => signal.kind === 'metric')
  const tell = () => tellOf(metrics())
  const ended = async (count: number): Promise<readonly Told[]> => {
    for (let round = 0; round < 100; round++) {
      await monitor.flush('1s')
      const told = tell()
      if (told.reduce((sum, one) => sum + one.count, 0) >= count) return told
      await wait(20)
    }
    throw new Error(`Fewer than ${count} requests have ended: ${JSON.stringify(tell())}`)
  }
  return {
    monitor,
    ended,
    errors: () => sink.signals.filter((signal) => signal.kind === 'error'),
    active: async () => {
      await monitor.flush('1s')
      const last = metrics()
        .filter(({ name }) => name === 'http.server.active_requests')
        .at(-1)
      return last && 'value' in last ? last.value : undefined
    },
  }
}

/** Listens on a port of its own, and goes with the test. */
export const listen = async (server: Server | NetServer): Promise<number> => {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

export interface RawClient {
  readonly socket: Socket
  readonly text: () => string
  /** All that came, once it fits so often. */
  readonly until: (wanted: RegExp, times?: number) => Promise<string>
}

/** Says just what it is told to. */
export const speak = async (port: number, ...words: readonly string[]): Promise<RawClient> => {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk
  })
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('connect', resolve))
  onTestFinished(() => void socket.destroy())
  for (const word of words) socket.write(word, 'latin1')
  return {
    socket,
    text: () => text,
    until: async (wanted, times = 1) => {
      const every = new RegExp(wanted, 'g')
      for (let round = 0; round < 2_000; round++) {
        if ([...text.matchAll(every)].length >= times) return text
        await wait(10)
      }
      throw new Error(`Not heard: ${wanted} in ${JSON.stringify(text)}`)
    },
  }
}

export const get = (path: string, more = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: shop.example\r\n${more}\r\n`

export const post = (path: string, body: string, more = ''): string =>
  `POST ${path} HTTP/1.1\r\nHost: shop.example\r\nContent-Length: ${body.length}\r\n${more}\r\n${body}`

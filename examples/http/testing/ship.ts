import { type Instrument, init, type Monitor, type Sink, type Stats } from '@holdfast/node'
import { expect, onTestFinished } from 'vitest'

/** What is hard to carry: markup, quotes, other planes, line ends, and a call to everybody. */
const awkward = '<!channel> & "quoted" \\ 🚀 \r\n \u0000 ``` </script>'

export const secret = 'planted-secret'

export interface Shipment {
  /** The ids of errors, in their order. */
  readonly errors: readonly string[]
  readonly stats: Stats
  /** What the SDK said of itself. */
  readonly said: readonly string[]
}

interface Order {
  readonly errors: number
  readonly events: number
  /** Each by two customers. */
  readonly uses?: number
  /** Added to each message. */
  readonly filling?: string
}

/** Captures so much in a process of its own users, and waits until it was delivered. */
export const ship = async (
  sink: Sink,
  { errors, events, uses = 0, filling = '' }: Order,
): Promise<Shipment> => {
  const said: string[] = []
  let capture: Parameters<Instrument['start']>[0] | undefined
  const monitor = init({
    service: 'checkout',
    release: '1.4.2',
    environment: 'test',
    sinks: [sink],
    store: false,
    globalErrors: false,
    retry: { baseDelay: 20, maxDelay: 100 },
    debug: ({ text }) => said.push(text),
    instruments: [
      {
        name: 'orders',
        start: (given) => {
          capture = given
          return () => undefined
        },
      },
    ],
  })
  onTestFinished(async () => void (await monitor.close(0)))
  const ids = Array.from({ length: errors }, (_, number) => captureError(monitor, number, filling))
  for (let number = 0; number < events; number++) {
    const attributes = { customer: `customer-${number % 3}`, tokens: number, note: awkward }
    capture?.captureFact({ kind: 'event', name: 'order.placed', attributes })
  }
  const minute = 1_767_225_600_000 as never
  const deltas = [
    { subject: 'customer-1', quantity: 1 },
    { subject: 'customer-2', quantity: 1.5 },
  ]
  for (let number = 0; number < uses; number++) {
    capture?.captureFact({ kind: 'usage', meter: 'tokens', minute, deltas })
  }
  expect(await monitor.flush('8s')).toMatchObject({ pending: 0 })
  return { errors: ids, stats: monitor.stats(), said }
}

const captureError = (monitor: Monitor, number: number, filling: string): string =>
  monitor.captureError(new TypeError(`order ${number} failed ${awkward} ${filling}`), {
    severity: number % 10 === 0 ? 'fatal' : 'error',
    tags: { plan: awkward },
    user: { id: 'u-17' },
  }) ?? ''

/** All that a sink took was delivered, and none twice. */
export const expectDelivered = (
  { stats }: Shipment,
  sink: string,
  counts: Readonly<Record<string, number>>,
): void => {
  for (const [kind, count] of Object.entries(counts)) {
    expect(Object.entries(stats.sinks[sink] ?? {}).find(([name]) => name === kind)?.[1]).toEqual({
      accepted: count,
      recovered: 0,
      delivered: count,
      pending: 0,
      lost: {},
    })
  }
}

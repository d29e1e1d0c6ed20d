import type { Resource } from '../model/resource.ts'
import type { ErrorSignal, Fact, Signal, SignalId } from '../model/signal.ts'
import { milliseconds, wallTime } from '../model/units.ts'

const resource: Resource = {
  service: 'contract',
  release: '1.2.3',
  environment: 'test',
  sdk: { name: '@holdfast/shared', version: '0.0.0' },
  runtime: { name: 'contract' },
}

/** What is hard to carry: other planes, line ends of every kind, half a character, quotes. */
const awkward = 'Grüße 🚀 "quoted" \\ \r\n \u2028 \u0000 \ud800 </script>'

/** Signals to run a contract with: plain, rich, of another release, empty, awkward, and large. */
export const createSampleSignals = (): readonly Signal[] => [
  createSampleSignal(1),
  { ...createSampleSignal(2), exceptions: [thrown(awkward), thrown('the cause')] },
  { ...createSampleSignal(3), resource: { ...resource, release: '1.2.2' } },
  { ...createSampleSignal(4), message: '', severity: 'fatal' },
  {
    ...createSampleSignal(5),
    message: awkward,
    scope: {
      user: { id: 'u-1', name: awkward, email: 'somebody@example.com' },
      tags: { [awkward]: awkward, paid: true, count: 0 },
      contexts: { nested: { list: [1, null, awkward, { deep: [] }] }, ['__proto__']: { own: 1 } },
    },
  },
  { ...createSampleSignal(6), message: awkward.repeat(2_000) },
  {
    ...createSampleSignal(7),
    exceptions: [thrown('several'), { ...thrown('one of them'), mechanism: named }],
    images: [{ file: 'app.js', debugId: '7b1a8a0c-95e2-4a43-a1e2-5f5d3c0b9a11' }],
    heldBack: 12,
    cut: ['breadcrumbs', 'contexts.cart'],
    scope: {
      tags: {},
      contexts: {},
      breadcrumbs: [
        {
          time: wallTime(1_767_225_599_000),
          category: 'app',
          severity: 'info',
          message: awkward,
          data: { list: [1] },
        },
      ],
      fingerprint: ['orders', awkward],
      flags: { newCheckout: true, [awkward]: false },
      trace: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' },
    },
  },
  ...createSampleFacts(),
]

/** One of each kind that is no error, and of the forms that it takes. */
export const createSampleFacts = (): readonly Signal[] => {
  const time = wallTime(1_767_225_600_000)
  const duration = milliseconds(12_345)
  const facts: readonly Fact[] = [
    { kind: 'log', severity: 'warn', message: awkward, attributes: { [awkward]: awkward, n: 1.5 } },
    { kind: 'log', severity: 'debug', message: '', attributes: {} },
    { kind: 'metric', type: 'counter', name: 'orders', value: 3, attributes: { paid: true } },
    { kind: 'event', name: 'order.placed', attributes: { items: 2 } },
    {
      kind: 'session',
      type: 'one',
      sessionId: '1'.repeat(32),
      started: time,
      isFirst: false,
      status: 'exited',
      errors: 2,
      duration,
    },
    { kind: 'session', type: 'many', started: time, exited: 10, errored: 2, crashed: 1 },
    {
      kind: 'checkIn',
      job: 'nightly-report',
      status: 'inProgress',
      schedule: {
        when: { cron: '0 3 * * *' },
        timezone: 'Europe/Berlin',
        margin: milliseconds(60_000),
        maxDuration: milliseconds(600_000),
        failuresToTell: 2,
        successesToMend: 1,
      },
    },
    {
      kind: 'checkIn',
      job: 'poll',
      status: 'ok',
      begunBy: '2'.repeat(32),
      duration,
      schedule: { when: { every: milliseconds(600_000) } },
    },
    {
      kind: 'feedback',
      message: awkward,
      contact: { name: awkward, email: 'somebody@example.com' },
      about: createSampleSignal(1).id,
      url: 'https://shop.example.com/cart',
    },
    { kind: 'feedback', message: 'It is slow.' },
    {
      kind: 'attachment',
      of: createSampleSignal(1).id,
      name: awkward,
      contentType: 'text/plain',
      content: { text: awkward },
    },
    {
      kind: 'attachment',
      of: createSampleSignal(1).id,
      name: 'screen.png',
      contentType: 'image/png',
      content: { base64: 'iVBORw0KGgoAAP//' },
    },
    {
      kind: 'usage',
      meter: 'api-requests',
      minute: time,
      deltas: [
        { subject: 'acme', quantity: 12 },
        { subject: awkward, quantity: -1.5, id: awkward },
        { subject: '__proto__', quantity: 1, id: 'order-1' },
      ],
    },
    { kind: 'metric', type: 'gauge', name: 'queue', value: 1.5, unit: awkward, attributes: {} },
    {
      kind: 'metric',
      type: 'distribution',
      name: 'render',
      unit: 'millisecond',
      started: time,
      attributes: { [awkward]: awkward },
      histogram: {
        count: 5,
        sum: 5.5,
        min: -1,
        max: 4,
        scale: 6,
        zeroCount: 1,
        positive: { offset: 0, counts: [1, 0, 1] },
        negative: { offset: -2, counts: [1, 1] },
      },
    },
  ]
  return facts.map((fact, index) => {
    const { id, scope } = createSampleSignal(100 + index)
    return { ...fact, id, time, scope, resource }
  })
}

/** One signal of its own id. */
export const createSampleSignal = (number: number): ErrorSignal => ({
  kind: 'error',
  id: number.toString(16).padStart(32, '0') as SignalId,
  time: wallTime(1_767_225_600_000 + number),
  resource,
  scope: { tags: {}, contexts: {} },
  severity: 'error',
  message: `sample ${number}`,
  exceptions: [],
})

/** The same, about somebody. */
export const createSignalAbout = (user: string, number: number): ErrorSignal => ({
  ...createSampleSignal(number),
  scope: { user: { id: user }, tags: {}, contexts: {} },
})

const named = { type: 'cause', handled: true, parent: 0, source: 'errors[0]' } as const

const thrown = (message: string): ErrorSignal['exceptions'][number] => ({
  type: 'TypeError',
  message,
  mechanism: { type: 'captured', handled: true },
  stack: {
    frames: [
      {
        function: 'charge',
        file: 'app.js',
        line: 1,
        column: 2,
        inApp: true,
        source: { before: ['{'], line: '  charge()', after: ['}'] },
      },
    ],
  },
})

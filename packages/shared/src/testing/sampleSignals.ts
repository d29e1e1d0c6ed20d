import type { Resource } from '../model/resource.ts'
import type { ErrorSignal, Signal, SignalId } from '../model/signal.ts'
import { wallTime } from '../model/units.ts'

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
]

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
  stack: { frames: [{ function: 'charge', file: 'app.js', line: 1, column: 2, inApp: true }] },
})

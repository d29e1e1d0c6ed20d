import type { Resource } from '../../model/resource.ts'
import type { SignalId, UsageSignal } from '../../model/signal.ts'
import { wallTime } from '../../model/units.ts'
import type { UsageDelta } from '../../model/usage.ts'

/** Chance that repeats by its seed. */
export type Draw = (below: number) => number

export const createDraw = (seed: number): Draw => {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Texts that stores have trouble with: each is somebody else. */
export const hostileTexts: readonly string[] = [
  'acme',
  'Acme',
  'acme ',
  '',
  '__proto__',
  'constructor',
  'a:b',
  ':',
  'a/b',
  'a%2Fb',
  'nul\u0000inside',
  'nul\\u0000inside',
  '\\',
  '\ud800',
  '\udc00x',
  '\ufffd',
  'e\u0301',
  '\u00e9',
  '"quoted", {curly}, (null)',
  'NULL',
  "'; drop table usage_totals; --",
  '{holdfast}',
  'line\nend\r\ttab',
  '\u{1f680}'.repeat(256),
  '\ud801'.repeat(256),
]

/** Where periods begin and end: leap days, the turn of a year, and the last minutes before. */
export const edgeMinutes: readonly number[] = [
  '2024-02-28T23:59Z',
  '2024-02-29T00:00Z',
  '2024-02-29T23:59Z',
  '2024-03-01T00:00Z',
  '2026-12-31T23:59Z',
  '2027-01-01T00:00Z',
  '2027-02-28T12:30Z',
  '2027-03-28T01:30Z',
  '+275760-09-12T23:59Z',
].map((text) => Date.parse(text))

const resource: Resource = {
  service: 'contract',
  sdk: { name: '@holdfast/shared', version: '0.0.0' },
  runtime: { name: 'contract' },
}

interface UsageFacts {
  readonly id: number | string
  readonly deltas: readonly UsageDelta[]
  readonly meter?: string
  readonly minute?: number
}

/** A signal as a monitor makes it. */
export const usageSignal = ({ id, deltas, meter, minute = 0 }: UsageFacts): UsageSignal => ({
  kind: 'usage',
  id: (typeof id === 'number' ? id.toString(16).padStart(32, '0') : id) as SignalId,
  time: wallTime(minute),
  resource,
  scope: { tags: {}, contexts: {} },
  meter: meter ?? 'api-requests',
  minute: wallTime(minute),
  deltas,
})

/** Ids of uses are few, so that they come again. */
const drawDelta = (draw: Draw, minute: number): UsageDelta => {
  const subject = hostileTexts[draw(6)] ?? ''
  // In thousandths, so that a model can be exact.
  const quantity = (draw(20_001) - 5_000) / (draw(3) === 0 ? 1_000 : 1)
  if (draw(4) > 0) return { subject, quantity }
  // The same use is always told alike: whose telling comes first is left to chance.
  const own = draw(8)
  return { subject, quantity: own + 1, id: `use-${own} of ${minute}` }
}

const drawSignal = (draw: Draw, id: number): UsageSignal => {
  const minute = edgeMinutes[draw(edgeMinutes.length)] ?? 0
  const deltas = Array.from({ length: 1 + draw(12) }, () => drawDelta(draw, minute))
  return usageSignal({ id, meter: `meter-${draw(3)}`, minute, deltas })
}

/** Batches in which signals come again: in the same batch, in later ones, and out of order. */
export const drawBatches = (draw: Draw): readonly (readonly UsageSignal[])[] => {
  const signals = Array.from({ length: 12 }, (_, index) => drawSignal(draw, index + 1))
  const pick = (): UsageSignal => signals[draw(signals.length)] ?? drawSignal(draw, 99)
  const drawn = Array.from({ length: 8 }, () => Array.from({ length: 1 + draw(6) }, pick))
  // Each comes once at least.
  return [...drawn, signals]
}

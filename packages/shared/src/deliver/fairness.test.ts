import { describe, expect, it } from 'vitest'
import type { Limit } from '../model/outcome.ts'
import type { MetricSignal, Signal } from '../model/signal.ts'
import { milliseconds } from '../model/units.ts'
import { answerOf } from '../testing/fakeRuntime/fakeTransport.ts'
import { createSampleSignal } from '../testing/sampleSignals.ts'
import { setUpOutbox, wireSink } from '../testing/setUpOutbox.ts'

const metric = (number: number): MetricSignal => {
  const { id, time, resource, scope } = createSampleSignal(number)
  const fact = {
    kind: 'metric',
    type: 'counter',
    name: 'orders',
    value: 1,
    attributes: {},
  } as const
  return { ...fact, id, time, resource, scope }
}

/** A sink that names kinds in its bodies, and one request for each signal where that is asked for. */
const setUp = (limits: readonly Limit[], isSingle = false) => {
  const bodyOf = (signals: readonly Signal[]) => ({
    url: '',
    headers: {},
    body: signals.map(({ kind }) => kind).join(),
    ids: signals.map(({ id }) => id),
  })
  const sink = wireSink({
    encode: (signals) => (isSingle ? signals.map((signal) => bodyOf([signal])) : [bodyOf(signals)]),
    interpret: ({ status }) => ({ type: status === 200 ? 'delivered' : 'limited', limits }),
  })
  const batch = { maxCount: 30, maxBytes: 100_000, maxAge: milliseconds(1_000) }
  const bench = setUpOutbox({ sinks: [sink], settings: { batch } })
  const bodies = (): readonly string[] =>
    bench.runtime.transport.requests.map(({ request }) => String(request.body))
  const flood = (count: number): void => {
    for (let index = 0; index < count; index++) bench.outbox.accept(metric(1_000 + index))
  }
  return { ...bench, bodies, flood }
}

describe('a flood of metrics', () => {
  it('does not delay an error beyond the batch that is under way', async () => {
    const { runtime, accept, flood, bodies } = setUp([])
    flood(90)
    await runtime.advance(0)
    runtime.transport.respond(
      () =>
        new Promise((resolve) => {
          runtime.scheduler.after(milliseconds(2_000), () => resolve(answerOf(200)))
        }),
    )
    flood(90)
    await runtime.advance(1)
    const before = bodies().length
    accept(1)
    await runtime.advance(2_000)
    expect(bodies().slice(before, before + 1)).toEqual([expect.stringContaining('error')])
  })
})

describe('a limit of metrics', () => {
  const limits = [{ kinds: ['metric' as const], after: milliseconds(3_600_000) }]

  it('does not hold up the errors that were refused with them', async () => {
    const { runtime, accept, flood, bodies } = setUp(limits)
    runtime.transport.respond(answerOf(429))
    flood(3)
    accept(3)
    await runtime.advance(10_000)
    expect(bodies()).toEqual([expect.stringContaining('metric'), 'error,error,error'])
    await runtime.advance(7_200_000)
    expect(bodies().slice(2)).toEqual(['metric,metric,metric'])
  })

  it('is obeyed by what the same batch has not begun', async () => {
    const { runtime, flood, bodies } = setUp(limits, true)
    flood(30)
    await runtime.advance(60_000)
    expect(bodies(), 'as many as are under way at a time').toHaveLength(10)
  })
})

it('one refusal of a kind lets the others of its batch go', async () => {
  const kinds = ['metric' as const]
  const { runtime, accept, flood, tally } = setUp([{ kinds, after: milliseconds(60_000) }], true)
  flood(2)
  accept(5)
  await runtime.advance(5_000)
  expect(tally()).toMatchObject({ delivered: 5, pending: 0 })
})

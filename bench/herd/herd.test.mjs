import { describe, expect, it } from 'vitest'
import { isKept, longestDrain, mostOffered, run } from './measure.mjs'
import { createHoldfast } from './rules/holdfast.mjs'
import { createNaive } from './rules/naive.mjs'
import { createOpenTelemetry } from './rules/openTelemetry.mjs'
import { createSentry } from './rules/sentry.mjs'
import { createWorkload } from './workload.mjs'

const clients = 20_000

describe('after ten minutes without their sink, a herd of our clients', () => {
  for (const headroom of [1.5, 2, 3]) {
    it(`keeps both claims where the sink serves ${headroom} x the normal load`, () => {
      const { figures } = run(createWorkload({ clients, headroom }), createHoldfast)
      expect(figures.peak).toBeLessThan(mostOffered)
      expect(figures.drain).toBeLessThanOrEqual(longestDrain)
      expect(figures.lost).toBe(0)
    })
  }

  it('keeps them also where clients send more often, and with another seed', () => {
    const workload = createWorkload({ clients, intervalMs: 10_000, seed: 7 })
    expect(isKept(run(workload, createHoldfast).figures)).toBe(true)
  })

  it('obeys a sink that asks for time', () => {
    const workload = createWorkload({ clients, retryAfterMs: 5_000 })
    expect(isKept(run(workload, createHoldfast).figures)).toBe(true)
  })
})

describe('the rules of others', () => {
  const workload = createWorkload({ clients, afterMs: 30_000 })

  it('naive retry floods the sink', () => {
    const { figures } = run(workload, createNaive)
    expect(figures.peak).toBeGreaterThan(20)
    expect(figures.lost).toBe(0)
  })

  it('Sentry loses what it could not send', () => {
    const { course, figures } = run(workload, createSentry)
    expect(course.backlogSignals).toBe(0)
    expect(figures.lost * course.made).toBeGreaterThan(
      (clients * workload.outageMs) / workload.intervalMs,
    )
  })

  it('OpenTelemetry loses what it could not send within ten seconds', () => {
    expect(run(workload, createOpenTelemetry).figures.lost).toBeGreaterThan(0.5)
  })
})

it('serves what it can, and counts each request once', () => {
  const workload = createWorkload({ clients: 2_000, afterMs: 60_000 })
  const { course } = run(workload, createHoldfast)
  const sum = (/** @type {Float64Array} */ counts) => counts.reduce((all, count) => all + count, 0)
  expect(sum(course.taken)).toBeLessThan(sum(course.offered))
  expect(course.taken.subarray(20, 620).every((count) => count === 0)).toBe(true)
  expect(sum(course.taken) * workload.signals).toBeLessThanOrEqual(course.made)
})

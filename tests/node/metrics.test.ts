import { describe, expect, it } from 'vitest'
import { metricsOf, sentryMetricsOf } from '../harness/metricsOf.ts'
import { signalsOf } from '../harness/readTaken.ts'
import { startSink } from '../harness/startSink.ts'
import { runChild } from './runChild.ts'

describe('what a process has counted', () => {
  it.each(['', '3'])('arrives as one signal a series as it ends (exit: %j)', async (exit) => {
    const sink = await startSink()
    const { code, stderr } = await runChild('metrics.mjs', { sink, env: { EXIT: exit } })
    expect({ code, stderr }).toEqual({ code: Number(exit), stderr: '' })
    expect(metricsOf(sink)).toMatchObject([
      { name: 'orders', type: 'counter', value: 500, attributes: { country: 'DE' } },
      {
        name: 'render',
        type: 'distribution',
        unit: 'millisecond',
        histogram: { count: 1_000, sum: 50_500, min: 1, max: 100 },
      },
      { name: 'orders', value: 500, attributes: { country: 'BR' } },
      { name: 'queue', type: 'gauge', value: 7 },
      { name: 'checkout', attributes: { outcome: 'ok' }, histogram: { count: 1 } },
    ])
    expect(signalsOf(sink).find(({ kind }) => kind === 'log')).toMatchObject({
      severity: 'warn',
      message: 'slow: checkout',
    })
    const sentry = Object.fromEntries(sentryMetricsOf(sink))
    expect(sentry).toMatchObject({
      'counter orders': 500,
      'gauge queue': 7,
      'counter render.count': 1_000,
      'counter render.sum millisecond': 50_500,
      'gauge render.min millisecond': 1,
      'gauge render.max millisecond': 100,
    })
    const median = Number(sentry['gauge render.p50 millisecond'])
    expect(Math.abs(median - 50) / 50).toBeLessThan(0.0055)
  })
})

it('an attack by 100,000 series leaves memory where it was', async () => {
  const { stdout } = await runChild('seriesAttack.mjs', { flags: ['--expose-gc'] })
  expect(JSON.parse(stdout).grown).toBeLessThan(2 * 2 ** 20)
})

import { expect, it } from 'vitest'
import { metricsOf } from '../harness/metricsOf.ts'
import { startSink } from '../harness/startSink.ts'
import { runChild } from './runChild.ts'

it('tells a block of the event loop and a forced collection, of a process that ends by itself', async () => {
  const sink = await startSink()
  const run = await runChild('runtimeMetrics.mjs', { sink, flags: ['--expose-gc'] })
  expect(run).toMatchObject({ code: 0, stderr: '' })
  // It works for 300 ms; a timer of ours that held it would do so for ten seconds.
  expect(run.milliseconds).toBeLessThan(8_000)
  const metrics = metricsOf(sink)
  const longest = metrics.find(({ name }) => name === 'nodejs.eventloop.delay.max')
  expect(longest).toMatchObject({ type: 'gauge', unit: 'second' })
  expect(longest && 'value' in longest && longest.value).toBeGreaterThanOrEqual(0.15)
  const collected = metrics.filter(({ name }) => name === 'v8js.gc.duration')
  const major = collected.find(({ attributes }) => attributes['v8js.gc.type'] === 'major')
  expect(major).toMatchObject({ type: 'distribution', unit: 'second' })
  const { count = 0, max = 0 } = major && 'histogram' in major ? major.histogram : {}
  expect(count).toBeGreaterThanOrEqual(1)
  expect(max).toBeGreaterThan(0)
  expect(max).toBeLessThan(5)
})

it('tells of the process once, and of each thread', async () => {
  const sink = await startSink()
  const run = await runChild('runtimeMetricsInThreads.mjs', { sink })
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const threads = (wanted: string) => {
    const told = metricsOf(sink).filter(({ name }) => name === wanted)
    return [...new Set(told.map(({ attributes }) => attributes['thread.name']))]
  }
  expect(threads('process.memory.usage')).toEqual([undefined])
  expect(threads('v8js.memory.heap.limit').sort()).toEqual(['worker', undefined])
})

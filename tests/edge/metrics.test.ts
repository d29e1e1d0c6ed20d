import { expect, it } from 'vitest'
import { expectLaw } from '../harness/expectLaw.ts'
import { metricsOf } from '../harness/metricsOf.ts'
import { openWorker } from './openWorker.ts'

it('what an invocation has counted goes with it, one signal a series', async () => {
  const worker = await openWorker()
  expect(await (await worker.get('/counted')).text()).toBe('done')
  await (await worker.get('/counted')).text()
  expectLaw(await worker.settled())
  const told = metricsOf(worker.sink).map((metric) => [
    metric.name,
    metric.type === 'distribution' ? metric.histogram.count : metric.value,
  ])
  const each = [
    ['resized', 12],
    ['resize', 1],
    ['render', 1],
    ['late', 1],
  ]
  expect(told).toEqual([...each, ...each])
  expect(worker.stderr()).toBe('')
})

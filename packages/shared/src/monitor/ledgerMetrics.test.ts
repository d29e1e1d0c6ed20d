import { expect, it } from 'vitest'
import { memorySink } from '../sinks/memory.ts'
import { createFakeRuntime } from '../testing/fakeRuntime/createFakeRuntime.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'
import { ledgerMetrics } from './ledgerMetrics.ts'

it('tells once a minute what has changed in the ledger, and nothing of the telling', async () => {
  const time = createFakeRuntime()
  const memory = memorySink()
  const { monitor, runtime } = setUpMonitor({ sinks: [memory] }, [ledgerMetrics(time.scheduler)])
  const told = async (): Promise<readonly unknown[]> => {
    memory.clear()
    await time.advance(60_000)
    await runtime.advance(60_000)
    return memory.signals.flatMap((signal) =>
      signal.kind === 'metric' && 'value' in signal
        ? [[signal.attributes['fate'], signal.value]]
        : [],
    )
  }
  for (let count = 0; count < 3; count++) monitor.captureMessage('in stock')
  await runtime.advance(60_000)
  expect(await told()).toEqual([
    ['accepted', 3],
    ['delivered', 3],
  ])
  expect(await told()).toEqual([])
  monitor.captureMessage('out of stock')
  expect(await told()).toEqual([['accepted', 1]])
  expect(await told()).toEqual([['delivered', 1]])
  await monitor.close()
  expect(await told()).toEqual([])
})

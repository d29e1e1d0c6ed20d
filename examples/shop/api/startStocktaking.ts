import type { GuardingMonitor } from '@holdfast/node'
import type { Call } from '@holdfast/node/resilience'
import { startRepeating } from '../timing/startRepeating.ts'

const pauseMs = 200

/** Asks the warehouse again and again, and leaves it alone while it is down. */
export const startStocktaking = (monitor: GuardingMonitor, url: string): (() => void) => {
  const warehouse = monitor.policy('warehouse', {
    timeout: '1s',
    breaker: { threshold: 3, cooldown: '2s' },
  })
  const readStock = async ({ signal }: Call): Promise<void> => {
    const response = await fetch(url, { signal })
    await response.text()
    if (!response.ok) throw new Error(`The warehouse answered ${response.status}`)
  }
  // What fails is told by the policy: the counts, and each change of its breaker.
  return startRepeating(pauseMs, () => warehouse.run(readStock).catch(() => undefined))
}

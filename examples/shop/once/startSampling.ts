import type { Stats } from '@holdfast/node'
import type { Page } from 'playwright-core'
import { readLedger } from '../demo/readLedger.ts'
import type { Demo } from '../demo/startDemo.ts'
import { isBalanced, type LedgerRow, toLedgerRows } from '../model/ledgerRow.ts'
import { startRepeating } from '../timing/startRepeating.ts'

/** Looks at all ledgers five times a second. */
export interface Sampling {
  readonly count: number
  /** The last one. */
  readonly latest: readonly LedgerRow[]
  /** The rows that did not keep the law, each as it was then. */
  readonly violations: readonly LedgerRow[]
  /** Resolves with the first sample that is as wished; rejects when there was none in time. */
  until(
    what: string,
    isReached: (rows: readonly LedgerRow[]) => boolean,
    withinMs: number,
  ): Promise<readonly LedgerRow[]>
  stop(): void
}

interface Wait {
  look(rows: readonly LedgerRow[]): void
  fail(error: unknown): void
}

const pauseMs = 200

export const startSampling = (demo: Demo, page: Page): Sampling => {
  const waits = new Set<Wait>()
  const violations: LedgerRow[] = []
  let count = 0
  let latest: readonly LedgerRow[] = []

  const sample = async (): Promise<void> => {
    try {
      latest = await readAll(demo, page)
      count++
      violations.push(...latest.filter((row) => !isBalanced(row)))
      for (const { look } of waits) look(latest)
    } catch (error) {
      for (const { fail } of waits) fail(error)
    }
  }

  const stopRepeating = startRepeating(pauseMs, sample)
  return {
    get count() {
      return count
    },
    get latest() {
      return latest
    },
    violations,
    stop: () => {
      stopRepeating()
      for (const { fail } of waits) fail(new Error('It was stopped.'))
    },
    until: (what, isReached, withinMs) =>
      new Promise((resolve, reject) => {
        const onLate = (): void =>
          wait.fail(new Error(`${what}: not within ${withinMs / 1_000} s.`))
        const timer = setTimeout(onLate, withinMs)
        const end = (): void => {
          clearTimeout(timer)
          waits.delete(wait)
        }
        const wait: Wait = {
          look: (rows) => {
            if (!isReached(rows)) return
            end()
            resolve(rows)
          },
          fail: (error) => {
            end()
            reject(error)
          },
        }
        waits.add(wait)
      }),
  }
}

const readAll = async ({ apiUrl, workerUrl }: Demo, page: Page): Promise<readonly LedgerRow[]> => {
  const [browser, node, edge] = await Promise.all([
    page.evaluate<Stats>('shop.stats()'),
    readLedger(apiUrl),
    readLedger(workerUrl),
  ])
  return [
    ...toLedgerRows('browser', browser),
    ...toLedgerRows('node', node),
    ...toLedgerRows('edge', edge),
  ]
}

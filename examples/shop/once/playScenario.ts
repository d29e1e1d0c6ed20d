import type { Page } from 'playwright-core'
import { type LedgerRow, pendingOf, type RuntimeName } from '../model/ledgerRow.ts'
import type { Sampling } from './startSampling.ts'

/** How the ledgers were before the collector came back, and at the end. */
export interface Course {
  readonly held: readonly LedgerRow[]
  readonly final: readonly LedgerRow[]
}

interface Stage {
  readonly page: Page
  readonly sampling: Sampling
  readonly screenshot: string | undefined
}

export type Captures = Readonly<Record<RuntimeName, number>>

const buttons = ['throw', 'reject', 'api-fails', 'worker-fails'] as const
const capturesOfButtons: Captures = { browser: 2, node: 1, edge: 1 }
const capturesOfBurst = 2_000

/** What the scenario captures in all: each button twice, and the burst. */
export const capturesOfScenario: Captures = { browser: 4, node: 2 + capturesOfBurst, edge: 2 }

const clickAll = async (page: Page): Promise<void> => {
  for (const button of buttons) await page.click(`#${button}`)
}

const hasTaken =
  (captures: Captures) =>
  (rows: readonly LedgerRow[]): boolean => {
    const errors = rows.filter((row) => row.kind === 'error')
    return errors.length === 6 && errors.every((row) => row.accepted >= captures[row.runtime])
  }

/** Every button while the collector is up; again, with the burst, while it is down; then its return. */
export const playScenario = async ({ page, sampling, screenshot }: Stage): Promise<Course> => {
  const isDrained = (rows: readonly LedgerRow[]): boolean => pendingOf(rows) === 0
  const hasArrived = (rows: readonly LedgerRow[]): boolean =>
    hasTaken(capturesOfButtons)(rows) && isDrained(rows)

  console.log('The collector is up: every button once.')
  await clickAll(page)
  await sampling.until('The first signals arrive', hasArrived, 30_000)

  console.log(
    'The collector is taken down: every button again, and 200 captures a second for 10 s.',
  )
  await page.click('#take-down')
  await page.waitForSelector('#collector[data-state="down"]')
  await clickAll(page)
  await page.click('#burst')
  const held = await sampling.until('All are captured', hasTaken(capturesOfScenario), 30_000)

  console.log(`${pendingOf(held)} are held. The collector is brought back.`)
  await page.click('#bring-back')
  const start = performance.now()
  if (screenshot !== undefined) {
    const isHalfway = (rows: readonly LedgerRow[]): boolean => pendingOf(rows) < pendingOf(held) / 2
    await sampling.until('Half of them are delivered', isHalfway, 60_000)
    await page.screenshot({ path: screenshot })
  }
  const final = await sampling.until('What was held is delivered', isDrained, 60_000)
  const seconds = ((performance.now() - start) / 1_000).toFixed(1)
  console.log(`All of them were delivered within ${seconds} s.`)
  return { held, final }
}

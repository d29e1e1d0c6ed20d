import type { Browser, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import type { Receiver } from './startReceiver.ts'

/** The parts of Spotlight's interface on an event, by the words on their tabs. */
export type Tab = 'Details' | 'Breadcrumbs' | 'Context'

export interface OpenInterface {
  /** Turns to a tab, and resolves with its text once it has the last of these words. */
  read(tab: Tab, last: string): Promise<string>
  /** What is seen of the tab, without what is around it. */
  picture(): Promise<Buffer>
}

const menuWidth = 240
const size = { width: 600, height: 720 }
const longest = 45_000

/** Opens the interface on an event that the receiver has. */
export const openInterface = async (
  browser: Browser,
  { url }: Receiver,
  eventId: string,
): Promise<OpenInterface> => {
  const viewport = { ...size, width: menuWidth + size.width }
  const context = await browser.newContext({ viewport, timezoneId: 'UTC' })
  onTestFinished(() => context.close())
  // It reports its own errors to its makers.
  await context.route(/^https:/, (route) => route.abort())
  const page = await context.newPage()
  page.setDefaultTimeout(longest)
  await page.goto(`${url}/telemetry/errors/${eventId}/details`)
  return {
    read: async (tab, last) => {
      await page.getByRole('link', { name: tab, exact: true }).click()
      await expect.poll(() => textOf(page), { timeout: longest }).toContain(last)
      return String(await textOf(page))
    },
    picture: () => page.screenshot({ clip: { ...size, x: menuWidth, y: 0 } }),
  }
}

const textOf = (page: Page): Promise<string | null> => page.locator('body').textContent()

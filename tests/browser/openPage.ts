import type { FaultySink } from '@holdfast/shared/testing'
import type { Browser, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import type { Subjects } from '../harness/bundle.ts'
import { type ServedPage, servePage } from '../harness/servePage.ts'

export interface OpenPage {
  readonly page: Page
  readonly served: ServedPage
  /** What the page wrote to its console, as `type: text`. */
  readonly console: readonly string[]
}

interface OpenOptions {
  readonly browser: Browser
  /** One of the scripts in `pages/`. */
  readonly script: string
  readonly subjects?: Subjects
  readonly sink?: FaultySink
  readonly policy?: string
  /** What the script puts on `window` once it has run. Default: `monitor`. */
  readonly shows?: string
  /** Added to the query. */
  readonly query?: Readonly<Record<string, string>>
}

/** Opens a page of its own context, which goes with the test. */
export const openPage = async ({
  browser,
  script,
  subjects,
  sink,
  policy,
  shows = 'monitor',
  query = {},
}: OpenOptions): Promise<OpenPage> => {
  const entry = new URL(`pages/${script}`, import.meta.url)
  const served = await servePage({
    entry,
    ...(subjects && { subjects }),
    ...(policy !== undefined && { policy }),
  })
  onTestFinished(() => served.stop())
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const console: string[] = []
  page.on('console', (message) => console.push(`${message.type()}: ${message.text()}`))
  const search = new URLSearchParams({ ...query, ...(sink && { url: sink.url, dsn: sink.dsn }) })
  await page.goto(`${served.url}?${search}`)
  await page.waitForFunction((name) => name in window, shows)
  return { page, served, console }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import type { Stops } from '../demo/stops.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Opens a page in a headless Chromium with an empty profile. */
export const openPage = async (url: string, stops: Stops): Promise<Page> => {
  const profile = await mkdtemp(join(tmpdir(), 'holdfast-chromium-'))
  const launching = chromium.launchPersistentContext(profile, {
    executablePath: process.env['HOLDFAST_CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    args: flags,
    viewport: { width: 1280, height: 800 },
    // The demo stops it, together with all else.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
  stops.add(async () => {
    // What fails to start is told where it is awaited; then there is only the folder left.
    const started = await launching.catch(() => undefined)
    await started?.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  })
  const browser = await launching
  const [page = await browser.newPage()] = browser.pages()
  await page.goto(url)
  return page
}

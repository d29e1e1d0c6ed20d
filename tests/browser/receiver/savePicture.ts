import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'

/** Whether the pictures of `docs/` are to be taken anew, which `HOLDFAST_PICTURES=1` asks for. */
export const wantsPictures = (): boolean => process.env['HOLDFAST_PICTURES'] === '1'

/** Saves pictures side by side as one, in `docs/`. */
export const savePicture = async (
  browser: Browser,
  name: string,
  parts: readonly Buffer[],
): Promise<void> => {
  const page = await browser.newPage({ viewport: { width: 2_000, height: 1_000 } })
  const images = parts.map((part) => `<img src="data:image/png;base64,${part.toString('base64')}">`)
  await page.setContent(
    `<p style="display: inline-flex; gap: 2px; margin: 0">${images.join('')}</p>`,
  )
  const picture = await page.locator('p').screenshot()
  writeFileSync(fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url)), picture)
  await page.close()
}

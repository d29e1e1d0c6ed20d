import { findChromium } from './findChromium.mjs'
import { installThroughApt } from './installThroughApt.mjs'
import { SetupError } from './setupError.mjs'

const instruction = `The browser tests need a Chromium, and none was found.
  Debian:  apt-get update && apt-get install -y --no-install-recommends chromium   (as root)
  others:  install Chromium or Google Chrome, or set HOLDFAST_CHROMIUM to the path of one.`

/**
 * The path of a Chromium that starts, installed through apt when there is none.
 *
 * @returns {Promise<string>}
 */
export async function ensureChromium() {
  const found = findChromium()
  if (found) return found
  await installThroughApt({ what: 'No Chromium found', packages: ['chromium'], instruction })
  const installed = findChromium()
  if (installed) return installed
  throw new SetupError(instruction)
}

import { root } from '../workspace/root.mjs'
import { buildPackages } from './buildPackages.mjs'
import { checkNode } from './checkNode.mjs'
import { ensureChromium } from './ensureChromium.mjs'
import { installDependencies } from './installDependencies.mjs'

/**
 * Brings a clone to where everything in it runs: dependencies, builds and, where asked for, a Chromium.
 * What is there already costs well under a second.
 *
 * @param {{ readonly chromium: boolean }} wanted
 * @returns {Promise<Record<string, string>>} the environment that tests and demo need
 */
export async function prepare({ chromium }) {
  checkNode(root)
  await installDependencies(root)
  await buildPackages(root)
  return chromium ? { HOLDFAST_CHROMIUM: await ensureChromium() } : {}
}

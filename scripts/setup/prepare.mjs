import { root } from '../workspace/root.mjs'
import { buildPackages } from './buildPackages.mjs'
import { checkNode } from './checkNode.mjs'
import { ensureChromium } from './ensureChromium.mjs'
import { ensurePrometheus } from './ensurePrometheus.mjs'
import { ensureServers } from './ensureServers.mjs'
import { installDependencies } from './installDependencies.mjs'

/**
 * Brings a clone to where everything in it runs: dependencies, builds and, where asked for, a Chromium
 * a Prometheus, and the servers that tests start.
 * What is there already costs well under a second.
 *
 * @param {{
 *   readonly chromium: boolean,
 *   readonly prometheus?: boolean,
 *   readonly servers?: boolean,
 * }} wanted
 * @returns {Promise<Record<string, string>>} the environment that tests and demo need
 */
export async function prepare({ chromium, prometheus = false, servers = false }) {
  checkNode(root)
  await installDependencies(root)
  await buildPackages(root)
  if (servers) await ensureServers()
  return {
    ...(chromium && { HOLDFAST_CHROMIUM: await ensureChromium() }),
    ...(prometheus && { HOLDFAST_PROMETHEUS: await ensurePrometheus(root) }),
  }
}

import { inMegabytes, measureInstall } from './installSize.mjs'

/** In bytes on the disk, with all dependencies, of what is installed on servers. @type {ReadonlyMap<string, number>} */
const budgets = new Map([['@holdfast/node', 6_000_000]])

/** @typedef {import('./pack.mjs').Packed} Packed */

/**
 * The tarballs of a package, and of those of ours that it needs.
 * @param {string} name
 * @param {readonly Packed[]} all
 * @returns {string[]}
 */
function tarballsOf(name, all) {
  const wanted = new Set([name])
  for (const each of wanted) {
    const { dependencies } = all.find(({ manifest }) => manifest['name'] === each)?.manifest ?? {}
    for (const needed of Object.keys(Object(dependencies))) wanted.add(needed)
  }
  return all.flatMap(({ manifest, tarball }) =>
    wanted.has(String(manifest['name'])) ? [tarball] : [],
  )
}

/**
 * Whether a package installs from its tarball, and what of ours it needs, alone, and how large that is.
 * @param {Packed} packed
 * @param {readonly Packed[]} all
 * @param {ReadonlyMap<string, number>} [limits] by the names of packages
 * @returns {{ installed?: string, problems: string[] }}
 */
export function checkInstall({ manifest }, all, limits = budgets) {
  const name = String(manifest['name'])
  const budget = limits.get(name)
  if (budget === undefined) return { problems: [] }
  const { disk, packages } = measureInstall(tarballsOf(name, all), { offline: true })
  const installed = `${inMegabytes(disk)} of ${inMegabytes(budget)}, ${packages} packages`
  return { installed, problems: disk > budget ? [`installed: ${installed}`] : [] }
}

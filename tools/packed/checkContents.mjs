const REQUIRED = ['LICENSE', 'README.md', 'package.json']
const SOURCE = /(?:^|\/)src\//
const TEST = /\.test(?:-d)?\.|(?:^|\/)(?:tests?|__tests__|fixtures)\//

/**
 * Whether a tarball holds what a user needs, and nothing that only we need.
 * @param {import('./pack.mjs').Packed} packed
 * @returns {string[]}
 */
export function checkContents({ files, manifest }) {
  const missing = REQUIRED.filter((name) => !files.includes(name))
  const sources = files.filter((name) => SOURCE.test(name))
  const tests = files.filter((name) => TEST.test(name))
  const hasWorkspace = JSON.stringify(manifest).includes('"workspace:')
  return [
    ...missing.map((name) => `${name} is missing`),
    ...sources.map((name) => `${name} is source: "files" lists too much`),
    ...tests.map((name) => `${name} is a test: "files" lists too much`),
    ...(hasWorkspace ? ['package.json still says workspace:, so nobody could install it'] : []),
  ]
}

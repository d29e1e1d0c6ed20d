import { join } from 'node:path'
import { build } from 'esbuild'

/**
 * One thing that a user would write, and what it may cost.
 * @typedef {object} Row
 * @property {string} name
 * @property {string[]} code the lines of the entry
 * @property {string[]} [without] the same without a part: then what the part adds is what is told
 * @property {'browser' | 'node' | 'neutral'} platform
 * @property {string[]} [external] packages that stay outside, as they do for the user
 * @property {number} budget in brotli bytes; what is to be reached
 * @property {number} ceiling in brotli bytes; a little above what was measured last
 * @property {string[]} mustNotReach names that must not be in the bundle
 */

/**
 * @typedef {object} Bundle
 * @property {Uint8Array} minified
 * @property {string} readable the same bundle with its names, so that they can be searched
 * @property {string[]} inputs the files that gave at least one byte
 */

/**
 * @param {Row} row
 * @param {string} root
 */
const optionsFor = ({ code, platform, external = [] }, root) =>
  /** @satisfies {import('esbuild').BuildOptions} */ ({
    stdin: { contents: code.join('\n'), resolveDir: join(root, 'tests'), sourcefile: 'entry.js' },
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    target: 'es2020',
    platform,
    external,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'silent',
  })

/** @param {import('esbuild').Metafile} metafile */
const contributingInputs = ({ outputs }) =>
  Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
  )

/**
 * @param {Row} row
 * @param {string} root the checkout; the entry resolves packages as if it lay in its tests/
 * @returns {Promise<Bundle>}
 */
export async function bundleRow(row, root) {
  const options = optionsFor(row, root)
  const [minified, readable] = await Promise.all([
    build({ ...options, minify: true }),
    build({ ...options, minify: false }),
  ])
  return {
    minified: minified.outputFiles[0]?.contents ?? new Uint8Array(),
    readable: readable.outputFiles[0]?.text ?? '',
    inputs: contributingInputs(minified.metafile),
  }
}

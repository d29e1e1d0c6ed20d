import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = new URL('./', import.meta.url)
const builds = ['shared', 'sdk-browser', 'sdk-node', 'sdk-edge'].map((name) => `packages/${name}`)

/** @param {string} folder */
const isBuilt = (folder) => existsSync(new URL(`../../${folder}/dist/index.js`, here))

/** Bundles the parts of the shop: two for Node, one for the browser, one for workerd. */
async function bundle() {
  const { build, stop } = await import('esbuild')
  /** @type {import('esbuild').BuildOptions} */
  const base = {
    absWorkingDir: fileURLToPath(here),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
    // Of the packages' builds; bundlers are silent on it where packages are installed, not linked.
    logOverride: { 'ignored-bare-import': 'silent' },
  }
  const node = {
    platform: /** @type {const} */ ('node'),
    packages: /** @type {const} */ ('external'),
  }
  await Promise.all([
    build({
      ...base,
      ...node,
      entryPoints: { main: 'demo/main.ts', api: 'api/main.ts' },
      outdir: 'dist',
    }),
    build({ ...base, entryPoints: ['worker/worker.ts'], outdir: 'dist' }),
    build({
      ...base,
      entryPoints: { page: 'web/main.ts', index: 'web/index.html', style: 'web/style.css' },
      loader: { '.html': 'copy', '.css': 'copy' },
      outdir: 'dist/web',
    }),
  ])
  await stop()
}

if (builds.every(isBuilt)) {
  await bundle()
  const { main } = await import(new URL('dist/main.js', here).href)
  process.exitCode = await main(process.argv.slice(2))
} else {
  console.error(
    'The packages are not built yet. `npm start`, in the root, does that and starts the demo.',
  )
  process.exitCode = 1
}

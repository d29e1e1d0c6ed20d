import { runMain } from './process/runMain.mjs'
import { prepare } from './setup/prepare.mjs'

await runMain(async () => {
  /** @param {string} what */
  const isWanted = (what) => process.argv.includes(`--${what}`)
  await prepare({
    chromium: isWanted('chromium'),
    prometheus: isWanted('prometheus'),
    servers: isWanted('servers'),
  })
  return 0
})

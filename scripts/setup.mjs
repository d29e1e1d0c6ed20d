import { runMain } from './process/runMain.mjs'
import { prepare } from './setup/prepare.mjs'

await runMain(async () => {
  await prepare({
    chromium: process.argv.includes('--chromium'),
    servers: process.argv.includes('--servers'),
  })
  return 0
})

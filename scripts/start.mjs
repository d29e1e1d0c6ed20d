import { runCommand } from './process/runCommand.mjs'
import { runMain } from './process/runMain.mjs'
import { prepare } from './setup/prepare.mjs'
import { root } from './workspace/root.mjs'

await runMain(async () => {
  const args = process.argv.slice(2)
  const env = await prepare({ chromium: args.includes('--once'), prometheus: false })
  const demo = ['examples/shop/start.mjs', ...args]
  const result = await runCommand(process.execPath, demo, { cwd: root, env, stdin: 'inherit' })
  return result.code
})

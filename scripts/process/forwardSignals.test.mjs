import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'

const parent = `
  import { runCommand } from ${JSON.stringify(new URL('runCommand.mjs', import.meta.url).href)}
  const child = 'process.on("SIGTERM", () => process.exit(9)); console.log("up"); setInterval(() => {}, 1000)'
  const result = await runCommand(process.execPath, ['-e', child], { cwd: process.cwd() })
  console.log(JSON.stringify(result))
`

it('lets the child decide how it ends, and tells that a signal came', async () => {
  const running = spawn(process.execPath, ['--input-type=module', '-e', parent])
  let output = ''
  running.stdout.on('data', (chunk) => {
    output += chunk
    if (output === 'up\n') running.kill('SIGTERM')
  })
  await once(running, 'close')
  expect(output).toBe('up\n{"code":9,"interruptedBy":"SIGTERM"}\n')
})

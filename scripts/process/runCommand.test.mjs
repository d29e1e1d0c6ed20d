import { expect, it, vi } from 'vitest'
import { runCommand } from './runCommand.mjs'

const cwd = process.cwd()

/** @param {string} script @param {Partial<import('./runCommand.mjs').CommandOptions>} [options] */
const runScript = (script, options) =>
  runCommand(process.execPath, ['-e', script], { cwd, ...options })

it('gives the exit code', async () => {
  expect(await runScript('process.exitCode = 3')).toEqual({ code: 3 })
})

it('gives 128 + n after signal n', async () => {
  expect(await runScript('process.kill(process.pid, "SIGKILL")')).toEqual({ code: 137 })
})

it('gives 127 when the command does not start', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(await runCommand('holdfast-has-no-such-command', [], { cwd })).toEqual({ code: 127 })
  expect(error).toHaveBeenCalledOnce()
})

it('adds to the environment', async () => {
  const script = 'process.exitCode = process.env.PATH ? Number(process.env.HOLDFAST_CODE) : 1'
  expect(await runScript(script, { env: { HOLDFAST_CODE: '5' } })).toEqual({ code: 5 })
})

it('stops a command at its deadline', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(await runScript('setInterval(() => {}, 1000)', { timeoutMs: 200 })).toEqual({ code: 143 })
})

it('has no input for a command to wait for', async () => {
  const script = 'process.stdin.on("end", () => process.exit(7)).resume()'
  expect(await runScript(script)).toEqual({ code: 7 })
})

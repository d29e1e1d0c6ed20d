import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { forwardSignals } from './forwardSignals.mjs'

/**
 * @typedef {object} CommandResult
 * @property {number} code as a shell would give it: 127 when it could not start, 128 + n after signal n
 * @property {NodeJS.Signals} [interruptedBy] the signal that this process, not only the child, was sent
 *
 * @typedef {object} CommandOptions
 * @property {string} cwd
 * @property {Record<string, string>} [env] added to the environment of this process
 * @property {'ignore' | 'inherit'} [stdin] default: `ignore`, because no step may wait for a keyboard
 * @property {number} [timeoutMs] default: none
 */

const graceMs = 10_000

/**
 * Runs a command with its output on ours, and waits for its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} options
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args, options) {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: [options.stdin ?? 'ignore', 'inherit', 'inherit'],
    // npx is a script on Windows, which only a shell can start; nothing in the arguments is foreign.
    shell: process.platform === 'win32' && command === 'npx',
  })
  const stopForwarding = forwardSignals(child)
  const stopDeadline = startDeadline(child, options.timeoutMs)

  return new Promise((resolve) => {
    /** @param {number} code */
    const finish = (code) => {
      stopDeadline()
      const interruptedBy = stopForwarding()
      resolve(interruptedBy ? { code, interruptedBy } : { code })
    }
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`)
      finish(127)
    })
    child.once('close', (code, signal) =>
      finish(code ?? 128 + constants.signals[signal ?? 'SIGKILL']),
    )
  })
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {number | undefined} timeoutMs
 * @returns {() => void}
 */
function startDeadline(child, timeoutMs) {
  if (timeoutMs === undefined) return () => undefined
  const ask = setTimeout(() => {
    console.error(`Not done after ${timeoutMs / 1000} s: it is being stopped.`)
    child.kill('SIGTERM')
  }, timeoutMs)
  const insist = setTimeout(() => child.kill('SIGKILL'), timeoutMs + graceMs)
  return () => {
    clearTimeout(ask)
    clearTimeout(insist)
  }
}

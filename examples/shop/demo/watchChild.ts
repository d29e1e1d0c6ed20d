import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

const graceMs = 3_000
const mostToldLength = 2_000

/**
 * Watches a child process, whose error output is kept back unless it ends by itself.
 *
 * @returns what stops the child, and resolves when it has ended.
 */
export const watchChild = (
  name: string,
  child: ChildProcess,
  onDeath: (what: string) => void,
): (() => Promise<void>) => {
  let isWanted = true
  let told = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    told = (told + text).slice(-mostToldLength)
  })
  const kill = (): void => void child.kill('SIGKILL')
  // Should the demo itself fall over, it takes its children with it.
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  child.once('error', (error) => onDeath(`${name} could not be started: ${error.message}`))
  child.once('close', (code, signal) => {
    if (isWanted) onDeath(`${name} ended by itself (${signal ?? code}).\n${told}`)
  })

  return async () => {
    isWanted = false
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    const insist = setTimeout(kill, graceMs)
    await ended
    clearTimeout(insist)
  }
}

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * What one start took: until it said that it was ready, of the processors in all, and of memory.
 * @typedef {object} Start
 * @property {number} wall in milliseconds
 * @property {number} cpu in milliseconds, of all threads
 * @property {number} rss in MiB
 */

const longestMs = 60_000
const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url))

/** The last thing that each program does, so that all of them pay for it. */
const sayReady = `
{
  const { system, user } = process.cpuUsage()
  const text = JSON.stringify({ cpu: (system + user) / 1000, rss: process.memoryUsage.rss() / 2 ** 20 })
  process.getBuiltinModule('node:fs').writeSync(1, text)
  process.kill(process.pid, 'SIGKILL')
}`

/** A folder of programs, from which the packages that are measured can be loaded. */
export const createPrograms = () => {
  const folder = mkdtempSync(join(modules, '.cold-start-'))
  let count = 0
  return {
    /** @param {import('./programs.mjs').Program} program */
    add: ({ kind, code, flags = [], env = {} }) => {
      const path = join(folder, `${count++}.${kind}`)
      writeFileSync(path, `${code}\n${sayReady}\n`)
      const options = { HOLDFAST_STORE_DIR: join(folder, 'store'), ...env }
      return () => start([...flags, path], options)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/**
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} env
 * @returns {Promise<Start>}
 */
const start = (args, env) =>
  new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(process.execPath, args, {
      cwd: modules,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: longestMs,
    })
    let wall = 0
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      wall ||= performance.now() - started
      said += text
    })
    child.once('error', reject)
    child.once('close', () => {
      if (said === '') reject(new Error(`It did not become ready: node ${args.join(' ')}`))
      else resolve({ wall, ...JSON.parse(said) })
    })
  })

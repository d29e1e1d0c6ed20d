import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export interface NodeProgram {
  /** As the program itself tells it, without its `v`. */
  readonly version: string
  readonly path: string
}

/** Beside that of the tests themselves, which is the oldest that we support, or any newer one. */
const others = ['22', '24', '26']

const { resolve } = createRequire(import.meta.url)

const programOf = (major: string): NodeProgram => {
  const path = join(dirname(resolve(`node-${major}/package.json`)), 'bin', 'node')
  const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim().slice(1)
  if (!version.startsWith(`${major}.`)) throw new Error(`${path} is Node ${version}`)
  return { version, path }
}

/** Their programs come as packages, for one kind of machine, and name this loader. */
const isThere =
  process.platform === 'linux' &&
  process.arch === 'x64' &&
  existsSync('/lib64/ld-linux-x86-64.so.2')

/** Why the others are not tested here, where they are not. */
export const missing: string | undefined = isThere
  ? undefined
  : `there is no Node ${others.join(', ')} for ${process.platform} on ${process.arch} among the packages`

export const nodes: readonly NodeProgram[] = [
  { version: process.versions.node, path: process.execPath },
  ...(isThere ? others.map(programOf) : []),
]

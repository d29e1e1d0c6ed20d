import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createTemporaryFolder } from './temporaryFolder.ts'

export interface NodeRun {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  /** From the start to the end of the process. */
  readonly milliseconds: number
}

interface NodeRunOptions {
  readonly script: URL
  /** The program of another version of Node. Default: that of this process. */
  readonly node?: string
  /** What the script finds on its command line. */
  readonly words?: readonly string[]
  /** Flags of Node itself. */
  readonly flags?: readonly string[]
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Where it runs, and where packages that flags name are looked up. Default: where this process does. */
  readonly folder?: URL
  /** A child that takes longer is killed. Default: 30,000. */
  readonly longest?: number
}

/** Runs a script in a Node process of its own, to its end; it keeps signals in a folder of its own. */
export const runNode = async (options: NodeRunOptions): Promise<NodeRun> => {
  const store = createTemporaryFolder()
  try {
    return await runToEnd({ ...options, env: { HOLDFAST_STORE_DIR: store.path, ...options.env } })
  } finally {
    store.remove()
  }
}

const runToEnd = ({
  script,
  node = process.execPath,
  words = [],
  flags = [],
  env = {},
  folder,
  longest = 30_000,
}: NodeRunOptions): Promise<NodeRun> =>
  new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(node, [...flags, fileURLToPath(script), ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: childEnvironment(env),
      ...(folder && { cwd: fileURLToPath(folder) }),
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), longest)
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk
    })
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk
    })
    child.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code, signal, stdout, stderr, milliseconds: performance.now() - started })
    })
  })

/** Without what the test runner says to its own children, which changes how Node behaves. */
const childEnvironment = (
  added: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:NODE_|VITEST|TEST$)/.test(name)),
  ),
  ...added,
})

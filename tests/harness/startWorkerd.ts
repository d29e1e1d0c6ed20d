import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { bundle, type Subjects } from './bundle.ts'
import { createTemporaryFolder } from './temporaryFolder.ts'

export interface Workerd {
  readonly url: string
  /** All that it wrote to its output until now. */
  stdout(): string
  /** All that it wrote to its error stream until now. */
  stderr(): string
  stop(): Promise<void>
}

interface WorkerdOptions {
  /** A module worker. */
  readonly entry: URL
  readonly subjects?: Subjects
  /** Texts that the worker finds in its `env`. */
  readonly bindings?: Readonly<Record<string, string>>
}

const longestStart = 20_000

const require = createRequire(import.meta.url)

/**
 * Runs a worker in the real workerd.
 *
 * @throws what workerd wrote to its error stream, when it ends before it listens.
 */
export const startWorkerd = async ({
  entry,
  subjects,
  bindings = {},
}: WorkerdOptions): Promise<Workerd> => {
  const script = await bundle(entry, subjects)
  const folder = createTemporaryFolder()
  writeFileSync(join(folder.path, 'worker.js'), script)
  writeFileSync(join(folder.path, 'config.capnp'), toConfig(bindings))
  const config = join(folder.path, 'config.capnp')
  // A CommonJS package without types, whose default export is the path of the program.
  const { default: program }: { readonly default: string } = require('workerd')
  const child = spawn(program, ['serve', config, '--control-fd=3'], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
    folder.remove()
  }
  const stdout = gather(child.stdout)
  const stderr = gather(child.stderr)
  const port = await Promise.race([
    listenedPort(child),
    ended,
    wait(longestStart, undefined, { ref: false }),
  ])
  if (port !== undefined) return { url: `http://127.0.0.1:${port}`, stdout, stderr, stop }
  await stop()
  throw new Error(`workerd did not start:\n${stderr()}`)
}

const toConfig = (bindings: Readonly<Record<string, string>>): string => {
  const texts = Object.entries(bindings).map(
    ([name, text]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`,
  )
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
  bindings = [${texts.join(', ')}],
);
`
}

const gather = (stream: Readable | null): (() => string) => {
  let text = ''
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return () => text
}

/** workerd tells on its control stream, a line of JSON each, on which port a socket listens. */
const listenedPort = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    let text = ''
    child.stdio[3]?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const port = /"event":"listen".*?"port":(\d+)/.exec(text)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
  })

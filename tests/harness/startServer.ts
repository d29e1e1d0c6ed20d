import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TemporaryFolder } from './temporaryFolder.ts'

/** A real server of others, on a port of its own, whose data goes with it. */
export interface RealServer {
  readonly port: number
  /** Ends it, with what it was doing, and starts it again on the same port and data. */
  restart(): Promise<void>
  /** Ends it until `start`. */
  halt(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

interface Kept {
  readonly port: number
  readonly folder: TemporaryFolder
  readonly begin: () => Promise<ChildProcess>
  /** Ends it at once, as a crash would: what clients were waiting for is not answered. */
  readonly signal: NodeJS.Signals
}

/** A server that has begun, and can be ended and begun again over the same data. */
export const keepServer = async ({ port, folder, begin, signal }: Kept): Promise<RealServer> => {
  let child = await begin()
  const halt = () => endProcess(child, signal)
  const start = async () => {
    child = await begin()
  }
  return {
    port,
    halt,
    start,
    restart: async () => {
      await halt()
      await start()
    },
    stop: async () => {
      await halt()
      folder.remove()
    },
  }
}

/** The path of a program, installed where this machine has none and lets us. */
export const ensureProgram = (name: string, folders: readonly string[] = []): string => {
  const found = findProgram(name, folders)
  if (found) return found
  const root = fileURLToPath(new URL('../../', import.meta.url))
  execFileSync(process.execPath, ['scripts/setup.mjs', '--servers'], {
    cwd: root,
    stdio: 'inherit',
  })
  const installed = findProgram(name, folders)
  if (!installed) throw new Error(`${name} is not on this machine`)
  return installed
}

const findProgram = (name: string, folders: readonly string[]): string | undefined =>
  [...folders, ...(process.env['PATH'] ?? '').split(delimiter)]
    .map((folder) => join(folder, name))
    .find(existsSync)

/** A port that nobody has at this moment. */
export const findFreePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

interface Program {
  readonly command: string
  readonly args: readonly string[]
  readonly user?: { readonly uid: number; readonly gid: number } | undefined
  /** Rejects until it answers. */
  readonly ask: () => Promise<unknown>
}

/** Starts a program, and waits until it answers. */
export const launch = async ({ command, args, user, ask }: Program): Promise<ChildProcess> => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...user })
  let said = ''
  child.stdout?.on('data', (data) => (said += data))
  child.stderr?.on('data', (data) => (said += data))
  const patience = Date.now() + 30_000
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${command} has ended:\n${said}`)
    try {
      await ask()
      return child
    } catch (error) {
      if (Date.now() > patience) {
        await endProcess(child, 'SIGKILL')
        throw new Error(`${command} does not answer:\n${said}`, { cause: error })
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** Ends it, and waits until it is gone. */
const endProcess = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

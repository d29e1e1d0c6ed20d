import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { PartOptions } from './part.ts'
import { watchChild } from './watchChild.ts'
import { toWorkerConfig } from './workerConfig.ts'

const require = createRequire(import.meta.url)

/** What the package of workerd exports: the path of its program. */
const workerd: { readonly default: string } = require('workerd')

/**
 * Starts the worker in workerd, the runtime of Cloudflare Workers.
 *
 * @returns its address.
 */
export const startWorker = async (
  script: URL,
  { sentryDsn, signalsUrl, stops, onDeath }: PartOptions,
): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-shop-'))
  stops.add(() => rm(folder, { recursive: true, force: true }))
  await copyFile(script, join(folder, 'worker.js'))
  const config = join(folder, 'config.capnp')
  await writeFile(config, toWorkerConfig({ SENTRY_DSN: sentryDsn, SIGNALS_URL: signalsUrl }))

  const child = spawn(workerd.default, ['serve', config, '--control-fd=3'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  stops.add(watchChild('The worker', child, onDeath))
  const control = child.stdio[3]
  if (!(control instanceof Readable)) throw new Error('workerd could not be started.')
  return `http://127.0.0.1:${await readPort(control)}`
}

/** workerd says on which port it listens, as a line of JSON. */
const readPort = async (control: Readable): Promise<number> => {
  const [line] = await once(control, 'data')
  const { port }: { readonly port: number } = JSON.parse(String(line))
  return port
}

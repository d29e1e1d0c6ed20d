import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { PartOptions } from './part.ts'
import { watchChild } from './watchChild.ts'

/**
 * Starts the API in a process of its own.
 *
 * @returns its address.
 */
export const startApi = async (
  script: URL,
  { sentryDsn, signalsUrl, stops, onDeath }: PartOptions,
): Promise<string> => {
  const child = fork(fileURLToPath(script), {
    env: { ...process.env, SENTRY_DSN: sentryDsn, SIGNALS_URL: signalsUrl },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  stops.add(watchChild('The API', child, onDeath))
  const [{ port }] = await once(child, 'message')
  return `http://127.0.0.1:${port}`
}

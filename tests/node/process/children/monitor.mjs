import { writeSync } from 'node:fs'
import { http, init } from '@holdfast/node'

const { SINK_URL, SHUTDOWN_TIMEOUT = '700' } = process.env

export const startMonitor = (options = {}) =>
  SINK_URL
    ? init({
        service: 'termination',
        sinks: [http({ url: SINK_URL })],
        shutdownTimeout: Number(SHUTDOWN_TIMEOUT),
        batch: { maxAge: '50ms' },
        ...options,
      })
    : undefined

/** In its output at once, whatever becomes of the process. */
export const say = (text) => writeSync(1, `${text}\n`)

/** What is written here had been accepted: the call had returned. */
export const capture = (monitor, message) => {
  const id = monitor?.captureError(new Error(message))
  if (id) say(id)
}

export const signal = (name = 'SIGTERM') => process.kill(process.pid, name)

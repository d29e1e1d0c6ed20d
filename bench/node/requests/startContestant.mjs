import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { drive } from './drive.mjs'

const script = fileURLToPath(new URL('server.mjs', import.meta.url))

/**
 * A server under one kind of monitoring, in a process of its own.
 *
 * @param {string} kind
 * @param {string} collector
 */
export const startContestant = async (kind, collector) => {
  const child = fork(script, [kind, collector])
  const [{ port }] = await once(child, 'message')
  const processorTime = async () => {
    child.send('spent')
    const [{ user, system }] = await once(child, 'message')
    return user + system
  }
  return {
    kind,
    /** Microseconds of processor time each, and how many a second. @param {number} requests */
    serve: async (requests) => {
      const before = await processorTime()
      const began = performance.now()
      const answered = await drive(port, requests)
      const seconds = (performance.now() - began) / 1_000
      return { each: ((await processorTime()) - before) / answered, rate: answered / seconds }
    },
    stop: () => child.disconnect(),
  }
}

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('server.mjs', import.meta.url))

/**
 * @param {readonly string[]} words
 * @param {Record<string, string>} [env]
 */
export const startServer = async (words, env = {}) => {
  const child = fork(script, [...words], { env: { ...process.env, ...env } })
  const [{ port }] = await once(child, 'message')
  return {
    url: `http://127.0.0.1:${port}/relay`,
    /** What the server answers when it is asked. */
    ask: async () => {
      child.send('stats')
      const [{ stats }] = await once(child, 'message')
      return stats
    },
    stop: () => {
      child.kill('SIGKILL')
      return once(child, 'close')
    },
  }
}

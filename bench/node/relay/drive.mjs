import { Agent, request } from 'node:http'
import { createBatch } from './batch.mjs'

const perSecond = 10_000 / 60

/**
 * Posts to each in turn, evenly, whatever becomes of what was posted before, over connections that stay
 * open. It counts from the moment when each was due: what waits for a server that is slow is slow, too.
 *
 * @param {readonly string[]} urls
 * @param {number} milliseconds
 * @returns {Promise<readonly (readonly number[])[]>} of each, how long its answers took, from the shortest
 */
export const drive = async (urls, milliseconds) => {
  const agent = new Agent({ keepAlive: true })
  const count = Math.round((milliseconds / 1_000) * perSecond)
  const between = 1_000 / perSecond / urls.length
  const start = performance.now() + 20
  /** @type {Promise<number>[][]} */
  const posts = urls.map(() => [])
  for (let index = 0; index < count * urls.length; index++) {
    const due = start + index * between
    const url = urls[index % urls.length] ?? ''
    const body = createBatch()
    await sleepUntil(due)
    posts[index % urls.length]?.push(post(url, { agent, body }).then(() => performance.now() - due))
  }
  const latencies = await Promise.all(posts.map((each) => Promise.all(each)))
  agent.destroy()
  return latencies.map((each) => each.sort((one, other) => one - other))
}

/** @param {number} time */
const sleepUntil = async (time) => {
  const left = time - performance.now()
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
}

/**
 * @param {string} url
 * @param {{ agent: Agent, body: string }} what
 * @returns {Promise<void>}
 */
const post = (url, { agent, body }) =>
  new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const outgoing = request(url, { method: 'POST', agent, headers }, (incoming) => {
      incoming.resume().on('end', () => {
        if (incoming.statusCode === 202) resolve()
        else reject(new Error(`answered ${incoming.statusCode}`))
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })

import {
  attempt,
  type Milliseconds,
  property,
  type WireAnswer,
  type WireRequest,
} from '@holdfast/shared'
import type { ProxyOf } from './proxies.ts'
import { toEndpoint } from './tunnel.ts'

/**
 * The body of the thread, as text: it must run wherever an app's bundler has put us. It notes the
 * status of each answer, and wakes the process when every request has been answered, or has failed.
 */
const thread = `
const { workerData: { errands, timeout, atOnce, bell, statuses } } = require('node:worker_threads')
const { isIP } = require('node:net')
const { connect } = require('node:tls')
const { urlToHttpOptions } = require('node:url')
const protocols = { false: require('node:http'), true: require('node:https') }
const agents = [false, true].map((isSecure) => new protocols[isSecure].Agent({ keepAlive: true }))
const ask = (isSecure, place, options) =>
  protocols[isSecure].request({ agent: agents[Number(isSecure)], ...place, ...options })
const tunnel = ({ isSecure, place, headers }, host) => new Promise((resolve, reject) => {
  const options = { method: 'CONNECT', path: host, headers: { ...headers, host }, agent: false }
  ask(isSecure, place, options).on('error', reject).on('response', reject).end()
    .on('connect', ({ statusCode }, socket) => statusCode === 200 ? resolve(socket) : reject())
})
const open = async ({ url, via }, options) => {
  const { protocol, host, hostname, port, origin, pathname, search } = new URL(url)
  const place = urlToHttpOptions(new URL(url))
  const isSecure = protocol === 'https:'
  if (!via) return ask(isSecure, place, options)
  if (!isSecure) {
    const headers = { ...options.headers, ...via.headers, host }
    const path = origin + pathname + search
    const { auth } = place
    return ask(via.isSecure, { ...via.place, auth }, { ...options, path, headers })
  }
  const socket = await tunnel(via, hostname + ':' + (port || 443))
  const createConnection = ({ host }) =>
    connect({ socket, host, servername: isIP(host) ? '' : host })
  return ask(true, place, { ...options, agent: undefined, createConnection })
}
const send = async ([index, errand]) => {
  const { body, headers, via } = errand
  const length = { 'content-length': Buffer.byteLength(body) }
  const outgoing = await open(errand, { method: 'POST', headers: { ...headers, ...length } })
  await new Promise((resolve, reject) => {
    outgoing.on('error', reject).on('close', reject).end(body).on('response', (incoming) => {
      const status = via && incoming.statusCode === 407 ? 0 : incoming.statusCode
      incoming.on('error', reject).on('end', resolve).resume()
      incoming.on('end', () => Atomics.store(statuses, index, status))
    })
  })
}
const left = errands.entries()
const sendInTurn = async () => {
  for (const next of left) await send(next).catch(() => undefined)
}
const end = () => {
  Atomics.store(bell, 0, 1)
  Atomics.notify(bell, 0)
  for (const agent of agents) agent.destroy()
}
setTimeout(end, timeout).unref()
Promise.all(Array.from({ length: atOnce }, sendInTurn)).finally(end)
`

/** How many connections a process that dies may open. */
const atOnce = 32

/**
 * Sends while this thread stands still: the only way to be heard from a process that is already
 * ending, without changing how it ends. It gives the answers that came in time, by their status.
 */
export const blockingSend = (
  requests: readonly WireRequest[],
  timeout: Milliseconds,
  proxyOf: ProxyOf,
): ReadonlyMap<WireRequest, WireAnswer> => {
  const bell = new Int32Array(new SharedArrayBuffer(4))
  const statuses = new Int32Array(new SharedArrayBuffer(4 * requests.length))
  const errands = requests.map(({ url, headers, body }) => {
    const proxy = attempt(() => proxyOf(new URL(url)), undefined)
    const via = proxy && { ...proxy, place: toEndpoint(proxy) }
    return { url, headers, body, via }
  })
  if (isNowhere()) return new Map()
  // Loaded here: it would be felt in the start of every process, and most never come to this.
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  const worker = new Worker(thread, {
    eval: true,
    // None of the app's own loaders and preloads: they would start its monitoring again.
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '' },
    workerData: { errands, timeout: Math.ceil(timeout), atOnce, bell, statuses },
  })
  worker.unref()
  Atomics.wait(bell, 0, 0, timeout)
  return new Map(
    requests.flatMap((request, index) => {
      const status = Atomics.load(statuses, index)
      return status === 0 ? [] : [[request, { type: 'answer', status, headers: {} }]]
    }),
  )
}

/**
 * Whether the folder in which the process runs has been deleted, as deploys do: no thread starts there,
 * and to wait for one would only hold the process up. Node itself remembers the folder, and does not know.
 */
const isNowhere = (): boolean => {
  try {
    process.getBuiltinModule('node:fs').realpathSync.native('.')
    return false
  } catch (error) {
    return property(error, 'code') === 'ENOENT'
  }
}

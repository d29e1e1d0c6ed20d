// A primary with four workers, as a test tells it to be; it prints where it, and each worker, is scraped.
import cluster from 'node:cluster'
import { createServer } from 'node:http'
import { Worker } from 'node:worker_threads'
import { countSome, startCounting } from './worker.mjs'

const { PRIMARY_SINK = 'yes', PRIMARY_MONITOR = 'yes' } = process.env

/** @param {import('node:http').RequestListener} listener */
const listen = async (listener) => {
  const server = createServer(listener).listen({ port: 0, host: '127.0.0.1', exclusive: true })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  return typeof address === 'object' ? address?.port : undefined
}

/** @param {number} milliseconds */
const block = (milliseconds) => {
  const end = Date.now() + milliseconds
  while (Date.now() < end);
}

const runPrimary = async () => {
  const { metrics } =
    PRIMARY_SINK === 'yes'
      ? await startPrimary()
      : { metrics: { handler: () => (_, response) => response.end() } }
  // It listens to workers from here on.
  const handler = metrics.handler()
  /** @type {unknown[]} */
  const heard = []
  cluster.on('message', (_, message) => {
    if (message?.app) heard.push(message)
  })
  /** @param {string} what */
  const fork = async (what) => {
    const worker = cluster.fork({ WHAT: what })
    const told = await new Promise((resolve) =>
      worker.on('message', (message) => message?.app && resolve(message)),
    )
    return { id: worker.id, pid: worker.process.pid, port: told.port }
  }
  const workers = await Promise.all(['1', '2', '3', '4'].map(() => fork('count')))
  const port = await listen(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://own')
    if (pathname === '/metrics') return handler(request, response)
    if (pathname === '/fork') return response.end(JSON.stringify(await fork('nothing')))
    if (pathname === '/heard') return response.end(JSON.stringify(heard))
    const worker = cluster.workers?.[searchParams.get('worker') ?? '']
    worker?.send({ app: pathname.slice(1) })
    // What it owes us is on its disk by the time that we hear of it.
    if (pathname === '/die') block(400)
    response.end()
  })
  console.log(JSON.stringify({ port, workers }))
}

const startPrimary = async () => {
  if (PRIMARY_MONITOR === 'yes') {
    const started = startCounting()
    started.monitor.count('orders', 1)
    return started
  }
  const { prometheus } = await import('@holdfast/node/prometheus')
  return { metrics: prometheus() }
}

const runWorker = async () => {
  const { monitor, metrics } = startCounting()
  if (process.env['WHAT'] === 'count') countSome(monitor, String(cluster.worker?.id))
  const port = await listen(metrics.handler())
  process.on('message', async (message) => {
    if (message?.app === 'count') countSome(monitor, String(cluster.worker?.id))
    if (message?.app === 'exit') {
      countSome(monitor, String(cluster.worker?.id))
      process.exit(0)
    }
    if (message?.app === 'die') {
      countSome(monitor, String(cluster.worker?.id))
      await monitor.flush()
      process.kill(process.pid, 'SIGKILL')
    }
    if (message?.app === 'block') block(4_000)
    if (message?.app === 'thread') new Worker(new URL('thread.mjs', import.meta.url))
  })
  process.send?.({ app: 'hello', port })
}

await (cluster.isPrimary ? runPrimary() : runWorker())

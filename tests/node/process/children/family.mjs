import { fork } from 'node:child_process'
import cluster from 'node:cluster'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { capture, say, signal, startMonitor } from './monitor.mjs'

const { FAMILY } = process.env
const self = fileURLToPath(import.meta.url)
const stayAlive = () => setInterval(() => undefined, 1_000)

/** What each of a cluster's workers is told, and how it ended. */
const endCluster = async () => {
  startMonitor()
  const ends = {
    signalled: (worker) => worker.process.kill('SIGTERM'),
    killed: (worker) => worker.kill(),
    disconnected: (worker) => worker.disconnect(),
  }
  for (const [name, end] of Object.entries(ends)) {
    const worker = cluster.fork()
    await once(worker, 'message')
    const exit = once(worker, 'exit')
    end(worker)
    say(`${name}: ${(await exit).map(String).join(' ')}`)
  }
}

const liveInCluster = () => {
  capture(startMonitor(), 'of a worker of a cluster')
  process.send('ready')
}

const endForks = async () => {
  startMonitor()
  const ends = {
    killed: (child) => child.kill('SIGTERM'),
    interrupted: (child) => child.kill('SIGINT'),
    disconnected: (child) => child.disconnect(),
    asked: (child) => child.send('end'),
  }
  for (const [name, end] of Object.entries(ends)) {
    const child = fork(self, ['child'])
    await once(child, 'message')
    const exit = once(child, 'exit')
    end(child)
    say(`${name}: ${(await exit).map(String).join(' ')}`)
  }
}

const liveAsFork = () => {
  capture(startMonitor(), 'of a fork')
  process.on('message', () => process.exit(6))
  process.send('ready')
}

const endThreads = async () => {
  const monitor = startMonitor()
  const worker = new Worker(self, { workerData: 'exits' })
  say(`a thread that exits: ${await once(worker, 'exit')}`)
  for (let left = 2; left > 0; left--) {
    await once(new Worker(self, { workerData: 'stays' }), 'message')
  }
  capture(monitor, 'of the main thread')
  signal('SIGTERM')
}

const liveAsThread = () => {
  capture(startMonitor(), 'of a thread')
  if (workerData === 'exits') process.exit(4)
  parentPort.postMessage('ready')
  stayAlive()
}

if (!isMainThread) liveAsThread()
else if (cluster.isWorker) liveInCluster()
else if (process.argv[2] === 'child') liveAsFork()
else await { cluster: endCluster, forks: endForks, threads: endThreads }[FAMILY]()

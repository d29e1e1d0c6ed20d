import { execFileSync, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { isMainThread, Worker } from 'node:worker_threads'
import { http, init } from '@holdfast/node'
import { eventLoopBlocks } from '@holdfast/node/runtime'

const { SINK_URL = '', HOW = '' } = process.env
const said = []

const spin = (milliseconds) => {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}
const waitOutside = () => execFileSync('sleep', ['1'])
const stopAndGoOn = async () => {
  const { pid } = process
  spawn('sh', ['-c', `kill -STOP ${pid}; sleep 1.2; kill -CONT ${pid}`], { stdio: 'ignore' })
  await sleep(2_000)
}

if (HOW === 'worker' && isMainThread) {
  new Worker(new URL(import.meta.url))
} else {
  const monitor = init({
    service: 'child',
    sinks: [http({ url: SINK_URL })],
    instruments: [eventLoopBlocks({ threshold: '300ms' })],
    debug: ({ code }) => said.push(code),
  })
  if (HOW === 'loading') spin(900)
  await sleep(700)
  if (HOW === 'native') waitOutside()
  if (HOW === 'stopped') await stopAndGoOn()
  await sleep(500)
  console.log(said.join())
  await monitor.close('5s')
}

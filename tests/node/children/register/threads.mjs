import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { monitor } from '@holdfast/node/register'

const { WORKER_ENV } = process.env
const worker = new Worker(new URL('plugin/thread.mjs', import.meta.url), {
  ...(WORKER_ENV && { env: JSON.parse(WORKER_ENV) }),
})
const [code] = await once(worker, 'exit')
monitor.captureError(new Error('of the main thread'))
console.log(code)

import { isMainThread } from 'node:worker_threads'
import { monitor } from '@holdfast/node/register'

monitor.captureError(new Error('of a worker'))
const { delivered } = await monitor.flush('5s')
console.log(isMainThread, delivered)
await monitor.close()

import { threadId, workerData } from 'node:worker_threads'
import { countSome, startCounting } from './worker.mjs'

const { monitor } = startCounting()
countSome(monitor, `t${threadId}`)
// Lives until it is ended.
if (workerData?.lives !== false) setInterval(() => undefined, 1_000)

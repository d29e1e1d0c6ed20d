// A shop of four processes that Prometheus scrapes in one place. It ends with Ctrl+C.
import cluster from 'node:cluster'
import { startPrimary } from './primary.mjs'
import { startWorker } from './worker.mjs'

await (cluster.isPrimary ? startPrimary(4) : startWorker())

import { startMonitor } from './monitor.mjs'

const monitor = startMonitor({ batch: { maxAge: '1h' } })
for (let order = 0; order < 3_000; order++) monitor.captureMessage(`order ${order}`)
process.exit(3)

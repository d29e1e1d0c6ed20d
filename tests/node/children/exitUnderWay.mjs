import { monitor } from './monitor.mjs'

for (let order = 0; order < 30; order++) monitor?.captureError(new Error(`order ${order}`))
// By now some are under way, and some wait for their turn.
setTimeout(() => process.exit(3), 1_200)

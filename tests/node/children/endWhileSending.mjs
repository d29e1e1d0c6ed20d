import { monitor } from './monitor.mjs'

monitor?.captureMessage('on the way')
// Resolves at once; what is on the way goes on.
await monitor?.flush(1)

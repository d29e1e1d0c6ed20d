import { monitor } from './monitor.mjs'

monitor?.captureError(new Error('before the end'))
process.exitCode = 5

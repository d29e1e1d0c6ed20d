import { monitor } from './monitor.mjs'

monitor?.captureError(new Error('before the exit'))
process.exit(3)

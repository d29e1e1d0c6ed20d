import { monitor } from './monitor.mjs'

monitor?.captureMessage('before the end')
process.once('beforeExit', () => {
  setTimeout(() => monitor?.captureMessage('while ending'), 50)
})

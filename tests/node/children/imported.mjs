import { HoldfastConfigError } from '@holdfast/node'
import { monitor } from './monitor.mjs'

console.log(new HoldfastConfigError([]) instanceof Error)
monitor?.captureError(new Error('imported'))

import { writeSync } from 'node:fs'
import { die, monitor } from './monitor.mjs'

const ids = Array.from({ length: 500 }, (_, number) => monitor.captureError(new Error(`${number}`)))
writeSync(1, `${ids.join('\n')}\n`)
die()

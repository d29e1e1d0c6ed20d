// Meters, and notes in a file what the call acknowledged: a byte for each use, `a` once usage() has returned,
// `x` for the one that a kill interrupted, of which nobody knows. Started again, it goes on behind those.
import { fstatSync, openSync, writeSync } from 'node:fs'
import { init } from '@holdfast/node'
import { openCounters } from './openCounters.mjs'

const { ACKNOWLEDGED = '', COUNT = '0', SUBJECTS = '1', OFFSET = '0' } = process.env

const { counters, close } = await openCounters()
const monitor = init({
  service: 'chaos',
  sinks: [counters],
  metrics: { interval: '2s' },
  batch: { maxAge: '200ms' },
})
const file = openSync(ACKNOWLEDGED, 'a')
let number = fstatSync(file).size
if (number > 0 && number < Number(COUNT)) {
  writeSync(file, 'x')
  number++
}
while (number < Number(COUNT)) {
  const burst = Math.min(Number(COUNT), number + 500)
  for (; number < burst; number++) {
    const subject = `customer-${(number + Number(OFFSET)) % Number(SUBJECTS)}`
    if (!monitor.usage('calls', subject)) throw new Error('it does not count')
    writeSync(file, 'a')
  }
  await new Promise((resolve) => setTimeout(resolve, 30))
}
await monitor.close('20s')
await close()

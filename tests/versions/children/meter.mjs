import { writeSync } from 'node:fs'
import { http, init } from '@holdfast/node'

const { SINK_URL = '', USES = '0' } = process.env

const monitor = init({ service: 'metered', sinks: [http({ url: SINK_URL })] })
for (let use = 0; use < Number(USES); use++) monitor.usage('calls', `customer-${use % 7}`)
if (USES !== '0') {
  // What arrives at the parent here is acknowledged: all calls had returned.
  writeSync(1, `${USES}\n`)
  process.kill(process.pid, 'SIGKILL')
}

const tally = () => monitor.stats().sinks.http?.usage ?? { delivered: 0, pending: 1 }
const end = performance.now() + 20_000
while (performance.now() < end && (tally().delivered === 0 || tally().pending > 0)) {
  await new Promise((resolve) => setTimeout(resolve, 20))
  await monitor.flush('1s')
}
await monitor.close()

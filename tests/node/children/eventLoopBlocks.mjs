import { setTimeout as sleep } from 'node:timers/promises'
import { http, init } from '@holdfast/node'
import { eventLoopBlocks } from '@holdfast/node/runtime'

const { SINK_URL = '', BLOCKS = '1', PER_HOUR = '10', LENGTH = '900' } = process.env
const said = []
const monitor = init({
  service: 'child',
  sinks: [http({ url: SINK_URL })],
  instruments: [eventLoopBlocks({ threshold: '300ms', perHour: Number(PER_HOUR) })],
  debug: ({ code }) => said.push(code),
})

function workHard(milliseconds) {
  const end = performance.now() + milliseconds
  let sum = 0
  while (performance.now() < end) sum += Math.sqrt(sum)
  return sum
}

// The thread needs a moment to begin.
await sleep(700)
for (let block = 0; block < Number(BLOCKS); block++) {
  workHard(Number(LENGTH))
  await sleep(400)
}
console.log(said.join())
await monitor.close('5s')

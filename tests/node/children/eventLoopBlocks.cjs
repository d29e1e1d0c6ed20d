const { http, init } = require('@holdfast/node')
const { eventLoopBlocks } = require('@holdfast/node/runtime')

const monitor = init({
  service: 'child',
  sinks: [http({ url: process.env.SINK_URL })],
  instruments: [eventLoopBlocks({ threshold: '300ms' })],
})

function workHard() {
  const end = performance.now() + 900
  while (performance.now() < end);
}

setTimeout(workHard, 700)
setTimeout(() => monitor.close('5s'), 2_000)

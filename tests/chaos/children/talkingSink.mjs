import { init } from '@holdfast/node'

// The app tells of its own sink through the monitor that the sink serves.
const broken = {
  name: 'broken',
  accepts: () => true,
  encode: () => {
    const error = new Error('broken')
    monitor.captureError(error)
    throw error
  },
  interpret: () => ({ type: 'delivered' }),
}
const talkative = {
  name: 'talkative',
  accepts: () => true,
  receive: () => void monitor.captureMessage('received'),
}
const sink = process.env.SINK === 'broken' ? broken : talkative
const maxAge = process.env.MAX_AGE ?? '100ms'
const monitor = init({ service: 'chaos', sinks: [sink], batch: { maxAge } })

let turns = 0
setInterval(() => turns++, 10)
monitor.captureError(new Error('the first'))
setTimeout(() => {
  console.log(turns)
  process.exit(0)
}, 1_000)

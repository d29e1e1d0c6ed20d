import { init } from '@holdfast/node'

// The app reports its own sink's failure through the monitor that the sink serves.
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
const monitor = init({ service: 'chaos', sinks: [broken], batch: { maxAge: '100ms' } })

let turns = 0
setInterval(() => turns++, 10)
monitor.captureError(new Error('the first'))
setTimeout(() => {
  console.log(turns)
  process.exit(0)
}, 2_000)

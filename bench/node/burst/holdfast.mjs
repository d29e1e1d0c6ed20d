import { http, init } from '@holdfast/node'

const directory = process.env['STORE'] ?? ''
const monitor = init({
  service: 'burst',
  sinks: [http({ url: process.env['URL'] ?? '' })],
  store: { directory },
  globalErrors: false,
})
const captures = Number(process.env['CAPTURES'])
for (let index = 0; index < captures; index++) monitor.captureError(new Error(`burst ${index}`))
if (process.env['END'] === 'kill') process.kill(process.pid, 'SIGKILL')
// The life after: it has nothing of its own to tell.
await new Promise((resolve) => setTimeout(resolve, 2_000))
await monitor.close('10s')

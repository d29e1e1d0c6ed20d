import { http, init } from '@holdfast/node'
import { once } from '@holdfast/node/next'

// Of this module, Next makes copies; of the monitor there is one.
export const monitor = once(() =>
  init({
    service: 'example-next',
    sinks: [http({ url: process.env.COLLECTOR_URL ?? 'http://127.0.0.1:4318/' })],
  }),
)

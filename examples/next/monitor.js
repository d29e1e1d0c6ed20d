import { http, init } from '@holdfast/node'
import { once } from '@holdfast/node/next'

const { SIGNALS_URL = 'https://signals.example.com/in' } = process.env

// Of this module, Next makes copies; of the monitor there is one.
export const monitor = once(() =>
  init({ service: 'example-next', sinks: [http({ url: SIGNALS_URL })] }),
)

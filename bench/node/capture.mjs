// What captureError costs its caller: the time until it returns, with the sink down.
import { http, init } from '@holdfast/node'
import { median } from '../median.mjs'

const rounds = 30
const captures = 1_000

const monitor = init({
  service: 'bench',
  sinks: [http({ url: 'http://127.0.0.1:9/in' })],
  outbox: { maxCount: captures },
  globalErrors: false,
})

const makeErrors = () => Array.from({ length: captures }, (_, index) => new Error(`order ${index}`))

/** @param {() => void} work */
const microsecondsEach = (work) => {
  const start = performance.now()
  work()
  return ((performance.now() - start) / captures) * 1_000
}

const making = []
const capturing = []
for (let round = 0; round < rounds; round++) {
  /** @type {Error[]} */
  let errors = []
  making.push(
    microsecondsEach(() => {
      errors = makeErrors()
    }),
  )
  capturing.push(
    microsecondsEach(() => {
      for (const error of errors) monitor.captureError(error)
    }),
  )
}
await monitor.close(0)

console.log(`median of ${rounds} rounds of ${captures}, in microseconds; Node ${process.version}`)
console.log(`new Error()      ${median(making).toFixed(2)}`)
console.log(`captureError()   ${median(capturing).toFixed(2)}`)

// What a call under retry, breaker and timeout costs its caller: the same three parts, around a function
// that does nothing, in cockatiel, opossum (which has no retry) and Holdfast, interleaved.
import { policy } from '@holdfast/node/resilience'
import * as cockatiel from 'cockatiel'
import CircuitBreaker from 'opossum'
import { median } from '../median.mjs'

const rounds = 21
const calls = 5_000

const nothing = async () => 1

const holdfast = policy({
  retry: { attempts: 3 },
  breaker: { threshold: 5, cooldown: '30s' },
  timeout: '2s',
})
const { handleAll } = cockatiel
const wrapped = cockatiel.wrap(
  cockatiel.retry(handleAll, { maxAttempts: 2, backoff: new cockatiel.ExponentialBackoff() }),
  cockatiel.circuitBreaker(handleAll, {
    halfOpenAfter: 30_000,
    breaker: new cockatiel.ConsecutiveBreaker(5),
  }),
  cockatiel.timeout(2_000, cockatiel.TimeoutStrategy.Aggressive),
)
const opossum = new CircuitBreaker(nothing, { timeout: 2_000, resetTimeout: 30_000 })

/** @type {Record<string, () => Promise<unknown>>} */
const contestants = {
  holdfast: () => holdfast.run(nothing),
  'holdfast, signal read': () => holdfast.run(({ signal }) => signal.aborted),
  cockatiel: () => wrapped.execute(nothing),
  'opossum, no retry': () => opossum.fire(),
  'nothing around it': nothing,
}

/** @param {() => Promise<unknown>} call */
const microsecondsEach = async (call) => {
  const start = performance.now()
  for (let index = 0; index < calls; index++) await call()
  return ((performance.now() - start) / calls) * 1_000
}

/** @type {Record<string, number[]>} */
const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]))
for (let round = 0; round <= rounds; round++) {
  for (const [name, call] of Object.entries(contestants)) {
    const time = await microsecondsEach(call)
    // The first round is for the compiler.
    if (round > 0) times[name]?.push(time)
  }
}
opossum.shutdown()

const medians = Object.fromEntries(
  Object.entries(times).map(([name, taken]) => [name, median(taken)]),
)
console.log(
  `median of ${rounds} rounds of ${calls} calls, in microseconds; Node ${process.version}`,
)
for (const [name, time] of Object.entries(medians)) {
  console.log(`${name.padEnd(24)}${time.toFixed(2)}`)
}
const ratio = (medians['holdfast'] ?? Number.NaN) / (medians['cockatiel'] ?? Number.NaN)
console.log(`holdfast / cockatiel    ${ratio.toFixed(2)}`)

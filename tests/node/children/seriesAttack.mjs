import { http, init } from '@holdfast/node'

const held = () => {
  globalThis.gc?.()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return heapUsed + external + arrayBuffers
}

const monitor = init({
  service: 'child',
  // Nobody listens there.
  sinks: [http({ url: 'http://127.0.0.1:9/in' })],
  store: false,
  metrics: { interval: 0 },
})
let user = 0
/** Each of a series of its own, by the thousand, and of values that are far apart. */
const attack = (count) => {
  for (let call = 0; call < count; call++) {
    user++
    monitor.count('logins', 1, { user, page: `page ${user}` })
    monitor.time('login', (user % 10_000) + 0.001, { user: `user ${user}` })
  }
}

attack(5_000)
const before = held()
attack(100_000)
console.log(JSON.stringify({ grown: held() - before }))
await monitor.close(0)

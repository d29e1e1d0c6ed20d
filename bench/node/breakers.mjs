// What a thousand breakers hold: timers, whether the process waits for them or not, and bytes of the heap.
// Each has failed until it opened. Run with --expose-gc.
import { createHook } from 'node:async_hooks'
import { setImmediate as turn } from 'node:timers/promises'
import { breaker } from '@holdfast/node/resilience'
import * as cockatiel from 'cockatiel'
import CircuitBreaker from 'opossum'

const count = 1_000
const { gc } = globalThis
if (!gc) throw new Error('Run me with: node --expose-gc bench/node/breakers.mjs')

const timers = new Set()
createHook({
  init: (id, type) => void (type === 'Timeout' && timers.add(id)),
  destroy: (id) => void timers.delete(id),
}).enable()

const heap = async () => {
  for (let round = 0; round < 5; round++) {
    await turn()
    gc()
  }
  return process.memoryUsage().heapUsed
}

const fail = () => Promise.reject(new Error('down'))
/** @type {Record<string, () => object>} */
const makers = {
  holdfast: () => {
    const one = breaker({ threshold: 1, cooldown: '1h' })
    one.run(fail).catch(() => undefined)
    return one
  },
  cockatiel: () => {
    const one = cockatiel.circuitBreaker(cockatiel.handleAll, {
      halfOpenAfter: 3_600_000,
      breaker: new cockatiel.ConsecutiveBreaker(1),
    })
    one.execute(fail).catch(() => undefined)
    return one
  },
  opossum: () => {
    const one = new CircuitBreaker(fail, { resetTimeout: 3_600_000 })
    one.fire().catch(() => undefined)
    return one
  },
}

const held = []
for (const [name, make] of Object.entries(makers)) {
  held.push(make())
  const [bytesBefore, timersBefore] = [await heap(), timers.size]
  const all = Array.from({ length: count }, make)
  held.push(all)
  const bytes = Math.round(((await heap()) - bytesBefore) / all.length)
  console.log(JSON.stringify({ name, bytesEach: bytes, timers: timers.size - timersBefore }))
}
// Of opossum's timers, for one.
process.exit(held.length > 0 ? 0 : 1)

// A thousand breakers, each open: what they hold, as JSON on stdout.
import { createHook } from 'node:async_hooks'
import { setImmediate as turn } from 'node:timers/promises'

const { library } = process.env
const { gc } = globalThis
if (!gc) throw new Error('Run me with --expose-gc')

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

const createMaker = async () => {
  if (library === 'opossum') {
    const { default: CircuitBreaker } = await import('opossum')
    return () => {
      const one = new CircuitBreaker(fail, { resetTimeout: 3_600_000 })
      one.fire().catch(() => undefined)
      return one
    }
  }
  const { breaker } = await import('@holdfast/node/resilience')
  return () => {
    const one = breaker({ threshold: 1, cooldown: '1h' })
    one.run(fail).catch(() => undefined)
    return one
  }
}

const make = await createMaker()
const first = make()
const [bytesBefore, timersBefore] = [await heap(), timers.size]
const all = Array.from({ length: 1_000 }, make)
const bytes = (await heap()) - bytesBefore
const active = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
const seen = {
  bytes,
  timers: timers.size - timersBefore,
  active,
  count: all.length,
  first: !!first,
}
process.stdout.write(JSON.stringify(seen), () => process.exit(0))

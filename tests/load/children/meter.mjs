// Meters many subjects, once each, for a sink that is down, and tells what that has left in memory; in another
// life it counts what arrives.
import { http, init } from '@holdfast/node'

const { SUBJECTS = '0', URL_OF_SINK } = process.env
const warm = 50_000
const all = Number(SUBJECTS)

/** @type {Map<string, number>} */
const arrived = new Map()
const counting = {
  name: 'counting',
  accepts: () => true,
  /** @param {readonly { readonly deltas: readonly { subject: string, quantity: number }[] }[]} signals */
  receive: (signals) => {
    for (const { deltas } of signals) {
      for (const { subject, quantity } of deltas) {
        arrived.set(subject, (arrived.get(subject) ?? 0) + quantity)
      }
    }
  },
}

const monitor = init({
  service: 'load',
  sinks: [URL_OF_SINK ? http({ url: URL_OF_SINK }) : counting],
})
const heapMiB = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 2 ** 20
}

/** @param {number} from @param {number} to */
const meter = async (from, to) => {
  for (let subject = from; subject < to; subject++) {
    monitor.usage('calls', `customer-${subject}`)
    if (subject % 500 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
}

if (URL_OF_SINK) {
  await meter(0, warm)
  const before = heapMiB()
  await meter(warm, all)
  const grownMiB = heapMiB() - before
  const stats = monitor.stats()
  await monitor.close(0)
  console.log(JSON.stringify({ grownMiB, ...stats }))
} else {
  const patience = Date.now() + 60_000
  while (arrived.size < all && Date.now() < patience) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    await monitor.flush('5s')
  }
  const isOnce = [...arrived.values()].every((quantity) => quantity === 1)
  await monitor.close('5s')
  console.log(JSON.stringify({ subjects: arrived.size, isOnce, ...monitor.stats() }))
}

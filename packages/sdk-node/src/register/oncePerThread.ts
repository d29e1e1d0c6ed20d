import { channel, subscribe } from 'node:diagnostics_channel'
import type { NodeMonitor } from '../nodeMonitor.ts'
import { sdk } from '../sdk.ts'

type Take = (monitor: NodeMonitor) => void

/**
 * A process may load this package twice, by `import` and by `require`, and a module of one kind sees none of
 * the other's. So who comes second asks on a channel of Node's, which all copies share, and the first answers.
 */
export const oncePerThread = (make: () => NodeMonitor): NodeMonitor => {
  const name = `holdfast.register.${sdk.version}`
  const made: NodeMonitor[] = []
  const take: Take = (monitor) => made.push(monitor)
  channel(name).publish(take)
  const [first] = made
  if (first) return first
  const monitor = make()
  subscribe(name, (asked) => {
    if (typeof asked === 'function') asked(monitor)
  })
  return monitor
}

import { counter, gauge, type StartSource } from './source.ts'

/** How long the event loop was at work, and how long it waited for some. */
export const loopUse: StartSource = ({ process }) => {
  const { performance } = process.getBuiltinModule('node:perf_hooks')
  let last = performance.eventLoopUtilization()
  return {
    read: ({ tell }) => {
      const next = performance.eventLoopUtilization()
      const [active, idle] = [next.active - last.active, next.idle - last.idle]
      last = next
      // A loop that has not begun has done neither.
      if (!(active + idle > 0)) return
      tell('nodejs.eventloop.utilization', gauge(active / (active + idle)))
      for (const [state, spent] of Object.entries({ active, idle })) {
        const seconds = counter(spent / 1_000, 'second')
        tell('nodejs.eventloop.time', seconds, { 'nodejs.eventloop.state': state })
      }
    },
  }
}

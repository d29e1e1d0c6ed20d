import { gauge, type StartSource } from './source.ts'

/** Of more different ones, those that came later are one. */
const mostTypes = 20

/** What keeps this thread's event loop alive, by type. */
export const resources: StartSource = ({ process }) => {
  // A type that was told stays: none of it is a number, too.
  const types = new Set<string>()
  return {
    read: ({ tell }) => {
      const counts = new Map([...types].map((type) => [type, 0]))
      for (const type of process.getActiveResourcesInfo()) {
        const known = types.has(type) || types.size < mostTypes ? type : 'other'
        types.add(known)
        counts.set(known, (counts.get(known) ?? 0) + 1)
      }
      for (const [type, count] of counts) {
        tell('v8js.resource.active', gauge(count), { 'v8js.resource.type': type })
      }
    },
  }
}

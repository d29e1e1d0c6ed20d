import type { Sink, UsableSink } from '../ports/sink.ts'

/** The sinks that can be used, under names that tell two of the same kind apart in the ledger. */
export const nameSinks = (sinks: readonly Sink[]): readonly UsableSink[] => {
  const taken = new Set<string>()
  return sinks
    .filter((sink): sink is UsableSink => !('problems' in sink))
    .map((sink) => {
      const name = freeName(sink.name, taken)
      taken.add(name)
      return name === sink.name ? sink : rename(sink, name)
    })
}

const freeName = (name: string, taken: ReadonlySet<string>): string => {
  let free = name
  for (let count = 2; taken.has(free); count++) free = `${name}-${count}`
  return free
}

/** Not a copy: a sink of the user's own may keep state, and be of a class. */
const rename = (sink: UsableSink, name: string): UsableSink =>
  Object.create(sink, { name: { value: name, enumerable: true } })

import type { UsableSink } from '../ports/sink.ts'
import { withMembers } from '../primitives/withMembers.ts'

/** A sink under a name that none in the ledger has yet; it is taken then. */
export const withOwnName = (sink: UsableSink, taken: Set<string>): UsableSink => {
  let { name } = sink
  for (let count = 2; taken.has(name); count++) name = `${sink.name}-${count}`
  taken.add(name)
  return name === sink.name ? sink : withMembers(sink, { name })
}

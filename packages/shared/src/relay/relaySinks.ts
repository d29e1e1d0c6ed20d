import { withOwnName } from '../monitor/withOwnName.ts'
import type { UsableSink } from '../ports/sink.ts'
import { withMembers } from '../primitives/withMembers.ts'
import { sentry } from '../sinks/sentry/sentry.ts'
import { createEnvelopeSink } from './envelopeSink.ts'
import type { RelaySettings } from './readRelayOptions.ts'

/** The sinks of batches, and those of envelopes, under names that tell them apart. */
export const relaySinks = ({ sinks, forwardTo }: RelaySettings): readonly UsableSink[] => {
  const ofBatches = sinks.length > 0 ? sinks.map(withoutEnvelopes) : sentrySinks(forwardTo)
  const names = new Set<string>()
  return [...ofBatches, ...forwardTo.map(createEnvelopeSink)].map((sink) =>
    withOwnName(sink, names),
  )
}

const sentrySinks = (forwardTo: RelaySettings['forwardTo']): readonly UsableSink[] =>
  forwardTo.flatMap(({ text, name }) => {
    const sink = sentry({ dsn: text, name: `sentry at ${name}` })
    return 'accepts' in sink ? [sink] : []
  })

/** A sink may take all kinds that there are, but that one is nobody else's. */
const withoutEnvelopes = (sink: UsableSink): UsableSink =>
  withMembers(sink, { accepts: (signal) => signal.kind !== 'envelope' && sink.accepts(signal) })

import type { UsageFacts } from './usage.ts'

/** As much of a usage signal as its deltas are named by. */
export interface NamedUsage extends Pick<UsageFacts, 'meter' | 'deltas'> {
  readonly id: string
}

/**
 * Names one of its deltas, the same over retries, replays and restarts: what to drop repeats by. Of one
 * that its caller has named it is made of meter, subject and that name; of another, of the signal's id.
 */
export const usageDeltaId = ({ id, meter, deltas }: NamedUsage, index: number): string => {
  const delta = deltas[index]
  return delta?.id === undefined
    ? `${id}-${index}`
    : [meter, delta.subject, delta.id].map(toPart).join('/')
}

const toPart = (text: string): string => text.replaceAll('%', '%25').replaceAll('/', '%2F')

import type { UsageSignal } from './signal.ts'

/**
 * Names one of its deltas, the same over retries, replays and restarts: what to drop repeats by. Of one
 * that its caller has named it is made of meter, subject and that name; of another, of the signal's id.
 */
export const usageDeltaId = ({ id, meter, deltas }: UsageSignal, index: number): string => {
  const delta = deltas[index]
  return delta?.id === undefined
    ? `${id}-${index}`
    : [meter, delta.subject, delta.id].map(toPart).join('/')
}

const toPart = (text: string): string => text.replaceAll('%', '%25').replaceAll('/', '%2F')

import type { FaultySink } from '@holdfast/shared/testing'
import type { Envelope } from '@sentry/core'
import { expect } from 'vitest'
import { envelopesOf } from './readTaken.ts'

/** The only envelope with an event that a sink is sent, whatever else it takes. */
export const soleEvent = async (sink: FaultySink): Promise<Envelope> => {
  await expect.poll(() => withEvent(sink), { timeout: 20_000 }).not.toEqual([])
  const [envelope, ...others] = withEvent(sink)
  if (!envelope || others.length > 0) throw new Error(`The sink took ${others.length + 1} events.`)
  return envelope
}

const withEvent = (sink: FaultySink): readonly Envelope[] =>
  envelopesOf(sink).filter(([, items]) => items.some(([{ type }]) => type === 'event'))

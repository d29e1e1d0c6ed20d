import { type Clock, classOf, type Recovered, type StoredSignal } from '@holdfast/shared'
import { readStored } from './excess.ts'
import type { Unseen } from './segment.ts'
import { noteDone, type Segments } from './segments.ts'
import type { StoreSettings } from './storeOptions.ts'
import type { TakenSegment } from './takenSegment.ts'

/** Turns records into what is handed to the outbox. */
interface Handover {
  /** `undefined` where nobody is owed it, or it is in our hands already. */
  give(found: TakenSegment, place: Unseen): Recovered | undefined
  lose(found: TakenSegment, stored: StoredSignal, reason: 'expired' | 'storeFull'): Recovered
}

interface HandoverParts {
  readonly segments: Segments
  readonly settings: StoreSettings
  readonly clock: Clock
  /** Something is to be written soon. */
  readonly onChange: () => void
}

export const createHandover = ({
  segments: { shelf },
  settings,
  clock,
  onChange,
}: HandoverParts): Handover => {
  /** Noted as settled, so that no later life counts the loss again. */
  const lose: Handover['lose'] = ({ segment }, { signal, owed }, reason) => {
    for (const sink of owed) noteDone(segment, sink, signal.id)
    onChange()
    return { type: 'lost', reason, signal, owed }
  }

  /** Only by the calendar, which may have been set back since: then nothing is too old. */
  const isExpired = ({ signal }: StoredSignal): boolean =>
    clock.wall() - signal.time > settings.maxAge

  return {
    lose,
    give: (found, place) => {
      const stored = readStored(found, place)
      if (!stored) return { type: 'unreadable', records: 1 }
      const { signal, owed } = stored
      if (owed.length === 0 || shelf.held.has(signal.id)) return undefined
      if (isExpired(stored)) return lose(found, stored, 'expired')
      const { segment } = found
      shelf.hold({ id: signal.id, class: classOf(signal), segment, ...place, owed })
      return { type: 'held', signal, owed }
    },
  }
}

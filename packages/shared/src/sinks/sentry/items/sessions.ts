import type { SessionSignal } from '../../../model/signal.ts'
import type { SentrySession, SentrySessions } from '../sentryItems.ts'
import type { Encode, Item } from './item.ts'
import { toIso, toSeconds } from './times.ts'

export const encodeSessions: Encode<'session'> = (signals) => signals.map(toItem)

const toItem = (signal: SessionSignal): Item => {
  const { release, environment } = signal.resource
  const attrs = { release, environment }
  const started = toIso(signal.started)
  if (signal.type === 'many') {
    const { exited, errored, crashed } = signal
    const sessions: SentrySessions = { aggregates: [{ started, exited, errored, crashed }], attrs }
    return [{ type: 'sessions' }, sessions]
  }
  const { sessionId, isFirst, status, errors, duration } = signal
  const session: SentrySession = {
    sid: sessionId,
    did: signal.scope.user?.id,
    init: isFirst,
    started,
    timestamp: toIso(signal.time),
    status,
    errors,
    duration: toSeconds(duration),
    attrs,
  }
  return [{ type: 'session' }, session]
}

import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Compressor } from '../ports/compressor.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import type { WireSink } from '../ports/sink.ts'
import type { WireRequest } from '../ports/wire.ts'
import { attempt } from '../primitives/attempt.ts'
import { longestTrip } from './courier.ts'
import type { Entry } from './entry.ts'
import { orTooLong } from './orTooLong.ts'

/** Gives the entries that have to go again. */
type GoOn = (request: WireRequest | undefined) => Promise<readonly Entry[]>

/** Has a sink finish its requests before they are sent. */
export interface Finisher {
  /** Goes on with the request, or with none where the sink failed: in this tick, where it promised nothing. */
  finish(request: WireRequest, isLast: boolean, goOn: GoOn): Promise<readonly Entry[]>
  /** Goes on now with all that is waited for. */
  hurry(): void
}

interface FinisherParts {
  readonly sink: WireSink
  readonly scheduler: Scheduler
  readonly compressor?: Compressor | undefined
  readonly debug: DebugChannel
}

export const createFinisher = (parts: FinisherParts): Finisher => {
  const { sink, scheduler, compressor, debug } = parts
  const waiting = new Set<() => void>()

  const finish: Finisher['finish'] = (request, isLast, goOn) => {
    const fail = (): ReturnType<GoOn> => {
      // Not why: what was thrown may hold what was to be in the headers.
      debug.sayOnce('unfinished', `${sink.name} could not finish a request (headers); it is held`)
      return goOn(undefined)
    }
    const finished = attempt(
      () => (sink.finish ? sink.finish(request, { isLast, compressor }) : request),
      undefined,
    )
    if (!(finished instanceof Promise)) return finished ? goOn(finished) : fail()
    return new Promise((resolve) => {
      const end = (next: () => ReturnType<GoOn>): void => {
        if (waiting.delete(hurry)) resolve(next())
      }
      const hurry = (): void => end(() => finish(request, true, goOn))
      waiting.add(hurry)
      void orTooLong(finished, scheduler, longestTrip).then(
        (ready) => end(() => (ready ? goOn(ready) : fail())),
        () => end(fail),
      )
    })
  }

  return {
    finish,
    hurry: () => {
      for (const hurry of [...waiting]) hurry()
    },
  }
}

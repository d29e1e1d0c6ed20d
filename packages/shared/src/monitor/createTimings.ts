import { toTags } from '../enrich/scopeData.ts'
import type { Tags } from '../model/attributes.ts'
import type { Clock } from '../ports/clock.ts'
import type { Metering } from '../ports/metering.ts'
import { property } from '../primitives/attempt.ts'
import { parseDuration } from '../primitives/duration.ts'
import { follow } from '../primitives/follow.ts'

/** Gives what tells of a call that is just beginning, should it be slow: with the scope of now. */
export type TellSlow = () => (name: unknown, attributes: Tags) => void

interface TimingParts {
  readonly clock: Clock
  readonly record: (name: unknown, milliseconds: number, attributes: unknown) => void
  readonly tellSlow: TellSlow
}

type Outcome = 'ok' | 'error'

/** What measures how long something takes. */
export const createTimings = (parts: TimingParts): Pick<Metering, 'startTimer' | 'measure'> => {
  const { clock, record, tellSlow } = parts

  const startTimer: Metering['startTimer'] = (name, attributes) => {
    const began = clock.now()
    const own = toTags(attributes)
    let taken: number | undefined
    return (more) => {
      if (taken !== undefined) return taken
      taken = clock.now() - began
      record(name, taken, { ...own, ...toTags(more) })
      return taken
    }
  }

  /** Gives what is to be told how it ended. */
  const watch = (name: unknown, options: unknown): ((outcome: Outcome) => void) => {
    const attributes = toTags(property(options, 'attributes'))
    const threshold = parseDuration(property(options, 'slow'))
    const tell = threshold === undefined ? undefined : tellSlow()
    const stop = startTimer(name as string, attributes)
    return (outcome) => {
      const milliseconds = stop({ outcome })
      if (tell && milliseconds >= Number(threshold)) {
        tell(name, { ...attributes, outcome, milliseconds, slow: Number(threshold) })
      }
    }
  }

  return {
    startTimer,
    measure: <Result>(name: string, fn: () => Result, options: unknown): Result => {
      const end = watch(name, options)
      return follow(fn, { ok: () => end('ok'), error: () => end('error') })
    },
  }
}

import type { MonotonicTime, WallTime } from '../model/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { Use } from '../ports/sink.ts'
import { getOrMake } from '../primitives/getOrMake.ts'

/** What this process has told of, and the store has not counted yet as far as is known. */
export interface OwnUse {
  /** Begins to note what is used of a meter. */
  watch(meter: string): void
  add(use: Use): void
  /** The store has it now. */
  remove(use: Use): void
  /** Of a subject, within a period. */
  of(meter: string, subject: string, within: Span): number
}

/** From a moment on, and before another. */
export interface Span {
  readonly start: WallTime
  readonly end: WallTime
}

interface Noted {
  quantity: number
  readonly since: MonotonicTime
}

type Minutes = Map<WallTime, Noted>

const mostNoted = 10_000
/** Longer than a signal waits where all is well: what is gone by another way is not held against anyone. */
const longest = 3_600_000
const sweepPause = 60_000

export const createOwnUse = (clock: Pick<Clock, 'now'>): OwnUse => {
  const meters = new Map<string, Map<string, Minutes>>()
  let count = 0
  let swept = clock.now()

  const isOld = ({ since }: Noted): boolean => clock.now() - since > longest

  const drop = (subjects: Map<string, Minutes>, subject: string, minute: WallTime): void => {
    const minutes = subjects.get(subject)
    if (minutes?.delete(minute)) count--
    if (minutes?.size === 0) subjects.delete(subject)
  }

  const sweep = (): void => {
    for (const subjects of meters.values()) {
      const old = [...subjects].flatMap(([subject, minutes]) =>
        [...minutes].flatMap(([minute, noted]) => (isOld(noted) ? [{ subject, minute }] : [])),
      )
      for (const { subject, minute } of old) drop(subjects, subject, minute)
    }
  }

  /** What is old is not counted meanwhile, it only takes room: it goes where there is none, once in a while. */
  const hasRoom = (): boolean => {
    if (count >= mostNoted && clock.now() - swept >= sweepPause) {
      swept = clock.now()
      sweep()
    }
    return count < mostNoted
  }

  return {
    watch: (meter) => void getOrMake(meters, meter, () => new Map()),
    add: ({ meter, subject, quantity, minute }) => {
      const subjects = meters.get(meter)
      if (!subjects || !Number.isFinite(quantity)) return
      const noted = subjects.get(subject)?.get(minute)
      if (noted) {
        noted.quantity += quantity
        return
      }
      if (!hasRoom()) return
      getOrMake(subjects, subject, (): Minutes => new Map()).set(minute, {
        quantity,
        since: clock.now(),
      })
      count++
    },
    remove: ({ meter, subject, quantity, minute }) => {
      const subjects = meters.get(meter)
      const noted = subjects?.get(subject)?.get(minute)
      if (!subjects || !noted) return
      const left = noted.quantity - quantity
      // Nothing is left, or what was counted is not only what was noted here.
      if (Math.sign(left) !== Math.sign(noted.quantity) || Math.abs(left) < 1e-9) {
        drop(subjects, subject, minute)
      } else noted.quantity = left
    },
    of: (meter, subject, { start, end }) => {
      let sum = 0
      for (const [minute, noted] of meters.get(meter)?.get(subject) ?? []) {
        if (minute >= start && minute < end && !isOld(noted)) sum += noted.quantity
      }
      return sum
    },
  }
}

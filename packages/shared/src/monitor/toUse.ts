import { type WallTime, wallTime } from '../model/units.ts'
import type { UsageRow } from '../ports/usageJournal.ts'
import { attempt, property } from '../primitives/attempt.ts'

const longestText = 256
const minute = 60_000
/** The last moment that a `Date` can tell. */
const latest = 8.64e15

/** What is to be metered, whatever was told; `undefined` where that is nothing to bill. */
export const toUse = (
  told: Readonly<Record<'meter' | 'subject' | 'options', unknown>>,
  now: WallTime,
): Omit<UsageRow, 'index'> | undefined => {
  const { meter, subject, options } = told
  const id = options === undefined ? undefined : property(options, 'id')
  const at = options === undefined ? now : timeOf(property(options, 'at') ?? now)
  const isWhole = isText(meter) && isText(subject) && (id === undefined || isText(id))
  if (!isWhole || !(at >= 0 && at <= latest)) return undefined
  return { meter, subject, id, minute: wallTime(at - (at % minute)) }
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= longestText

/** An empty text is no 1970. */
const timeOf = (at: unknown): number =>
  attempt(() => Math.floor(typeof at === 'number' ? at : (at as Date).getTime()), NaN)

/** What a double tells to the unit, and nothing else. */
export const isQuantity = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER

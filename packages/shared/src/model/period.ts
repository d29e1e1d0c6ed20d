import { type WallTime, wallTime } from './units.ts'

/** A stretch of the calendar in UTC that totals are kept of. */
export type Period = 'minute' | 'hour' | 'day' | 'month'

/** All that there are, the shortest first. */
export const periods: readonly Period[] = ['minute', 'hour', 'day', 'month']

const lengths = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const

/** When the period that a moment lies in began. */
export const startOf = (period: Period, moment: number): WallTime => {
  if (period === 'month') return monthOf(moment, 0)
  return wallTime(Math.floor(moment / lengths[period]) * lengths[period])
}

/** When the next one begins. */
export const endOf = (period: Period, moment: number): WallTime =>
  period === 'month' ? monthOf(moment, 1) : wallTime(startOf(period, moment) + lengths[period])

const monthOf = (moment: number, later: number): WallTime => {
  const date = new Date(moment)
  return wallTime(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1))
}

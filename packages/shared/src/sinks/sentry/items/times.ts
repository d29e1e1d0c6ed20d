import type { Milliseconds, WallTime } from '../../../model/units.ts'

export const toIso = (time: WallTime): string => new Date(time).toISOString()

export const toSeconds = (time: Milliseconds | undefined): number | undefined =>
  time === undefined ? undefined : time / 1_000

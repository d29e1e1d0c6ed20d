import type { CheckInFacts, JobSchedule } from '../model/checkIn.ts'
import { milliseconds } from '../model/units.ts'
import { isObject, property, textOf } from '../primitives/attempt.ts'
import { parseDuration } from '../primitives/duration.ts'
import { clip } from '../primitives/toJson.ts'

const longestName = 200

/** What a job says of itself, whatever it says. */
export const toCheckIn = (job: unknown, told: unknown): CheckInFacts => {
  const { text, duration } = reading(told)
  const status = text('status')
  return {
    job: clip(textOf(job), longestName),
    status: status === 'inProgress' || status === 'ok' ? status : 'error',
    begunBy: text('begunBy'),
    duration: duration('duration'),
    schedule: toSchedule(property(told, 'schedule')),
  }
}

const toSchedule = (told: unknown): JobSchedule | undefined => {
  if (!isObject(told)) return undefined
  const { text, duration, count } = reading(told)
  const cron = text('cron')
  const every = duration('every')
  if (!cron && every === undefined) return undefined
  return {
    when: cron ? { cron } : { every: milliseconds(every ?? 0) },
    timezone: text('timezone'),
    margin: duration('margin'),
    maxDuration: duration('maxDuration'),
    failuresToTell: count('failuresToTell'),
    successesToMend: count('successesToMend'),
  }
}

const reading = (told: unknown) => ({
  text: (name: string) => clip(textOf(property(told, name)), longestName) || undefined,
  duration: (name: string) => {
    const parsed = parseDuration(property(told, name))
    return parsed === undefined ? undefined : milliseconds(parsed)
  },
  count: (name: string) => {
    const value = property(told, name)
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined
  },
})

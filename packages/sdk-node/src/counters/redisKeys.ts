import type { CounterKey, Period } from '@holdfast/shared/counters'
import { toStoredText } from '@holdfast/shared/counters'

/** How keys begin: with what is within the braces, a cluster keeps them all in one place. */
export const toKeyPrefix = (prefix: string): string => `{${prefix}}`

const letters: Readonly<Record<Period, string>> = { minute: 'm', hour: 'h', day: 'd', month: 'M' }

/** `{holdfast}:total:d:1767225600:api-requests:acme`: the subject is last, and may hold anything. */
export const toTotalKey = (prefix: string, { meter, subject, period, start }: CounterKey): string =>
  [
    prefix,
    'total',
    letters[period],
    start / 1_000,
    // Its colons would be taken for the end of it.
    toStoredText(meter).replaceAll(':', '\\u003a'),
    toStoredText(subject),
  ].join(':')

export const toSignalKey = (prefix: string, id: string): string =>
  `${prefix}:signal:${toStoredText(id)}`

/** Of a delta that its caller has named. */
export const toDeltaKey = (prefix: string, id: string): string =>
  `${prefix}:delta:${toStoredText(id)}`

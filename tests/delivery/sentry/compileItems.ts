import type { Envelope } from '@sentry/core'
import { compileLiterals } from './compileEvents.ts'

type Item = Envelope[1][number]

/** The types of whole items; of those that the package does not name, as a part of what it does. */
const types = {
  event: 'EventItem',
  feedback: 'FeedbackItem',
  check_in: 'CheckInItem',
  attachment: 'AttachmentItem',
  session: 'SessionItem',
  sessions: 'SessionItem',
  client_report: 'ClientReportItem',
  log: 'LogEnvelope[1][number]',
  trace_metric: 'MetricEnvelope[1][number]',
} as const

/** What the compiler says of items as they were sent: header and payload, as its own type has them. */
export const compileItems = (items: readonly Item[]): readonly string[] => {
  const names = Object.values(types).map((type) => type.split('[', 1)[0] ?? type)
  return compileLiterals(
    [...new Set(names)],
    items.map((item) => ({ type: typeOf(item), text: toText(item) })),
  )
}

const typeOf = ([{ type }]: Item): string => {
  if (type in types) return types[type as keyof typeof types]
  throw new Error(`The package has no item of type ${type}.`)
}

/** Of bytes only that they are bytes. */
const toText = ([header, payload]: Item): string => {
  const told = payload instanceof Uint8Array ? 'new Uint8Array()' : JSON.stringify(payload, null, 2)
  return `[${JSON.stringify(header)}, ${told}]`
}

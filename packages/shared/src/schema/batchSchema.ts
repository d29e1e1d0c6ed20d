import * as z from 'zod/mini'
import { lossReasons } from '../model/lossReason.ts'
import { severities } from '../model/severity.ts'
import { signalKinds } from '../model/signal.ts'
import type { ReceivedBatch } from './receivedBatch.ts'

const text = z.string()
const optionalText = z.exactOptional(text)
/** Which of the values is right. It weighs less than zod's own checks, which bring all their kinds. */
const only = <Value>(isRight: (value: Value) => boolean, message: string) =>
  z.check<Value>(({ value, issues }) => {
    if (!isRight(value)) issues.push({ code: 'custom', input: value, message })
  })

/** Of what bills are made from: one without a name is nobody's. */
const name = text.check(z.regex(/./s))
const namedVersion = z.object({ name: text, version: optionalText })
const count = z.number().check(z.nonnegative())
const optionalCount = z.exactOptional(count)
const id = text.check(z.regex(/^[\da-f]{32}$/))
const spanId = text.check(z.regex(/^[\da-f]{16}$/))
const severity = z.enum(severities)

const frame = z.object({
  function: optionalText,
  file: optionalText,
  line: optionalCount,
  column: optionalCount,
  inApp: z.boolean(),
  source: z.exactOptional(z.object({ before: z.array(text), line: text, after: z.array(text) })),
})

const exception = z.object({
  type: text,
  message: text,
  stack: z.exactOptional(z.union([z.object({ text }), z.object({ frames: z.array(frame) })])),
  mechanism: z.object({
    type: z.enum([
      'captured',
      'globalError',
      'unhandledRejection',
      'uncaughtException',
      'handler',
      'cause',
    ]),
    handled: z.boolean(),
    parent: optionalCount,
    source: optionalText,
    synthetic: z.exactOptional(z.boolean()),
  }),
  properties: z.exactOptional(z.record(text, z.json())),
})

const attributes = z.record(text, z.union([text, z.number(), z.boolean()]))

const breadcrumb = z.object({
  time: count,
  category: text,
  severity,
  message: text,
  data: z.exactOptional(z.record(text, z.json())),
})

const texts = z.exactOptional(z.array(text))

const base = {
  id,
  time: count,
  tags: attributes,
  contexts: z.record(text, z.json()),
  user: z.exactOptional(z.object({ id: optionalText, name: optionalText, email: optionalText })),
  breadcrumbs: z.exactOptional(z.array(breadcrumb)),
  fingerprint: texts,
  flags: z.exactOptional(z.record(text, z.boolean())),
  trace: z.exactOptional(
    z.object({
      traceId: id,
      spanId,
    }),
  ),
  cut: texts,
}

const metric = {
  ...base,
  kind: z.literal('metric'),
  name: text,
  attributes,
  unit: optionalText,
}

const buckets = z.object({ offset: z.int(), counts: z.array(count) })

const histogram = z.object({
  count,
  sum: z.number(),
  min: z.number(),
  max: z.number(),
  scale: z.int(),
  zeroCount: count,
  positive: buckets,
  negative: buckets,
})

const exemplar = z.exactOptional(z.object({ value: z.number(), time: count, traceId: id, spanId }))

const session = { ...base, kind: z.literal('session'), started: count }

const schedule = z.object({
  when: z.union([z.object({ cron: text }), z.object({ every: count })]),
  timezone: optionalText,
  margin: optionalCount,
  maxDuration: optionalCount,
  failuresToTell: optionalCount,
  successesToMend: optionalCount,
})

const signal = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('error'),
    severity,
    message: text,
    exceptions: z.array(exception),
    images: z.exactOptional(z.array(z.object({ file: text, debugId: text }))),
    heldBack: optionalCount,
  }),
  z.object({ ...base, kind: z.literal('log'), severity, message: text, attributes }),
  z.object({ ...base, kind: z.literal('event'), name: text, attributes }),
  z.discriminatedUnion('type', [
    z.object({
      ...metric,
      type: z.literal('counter'),
      value: z.number(),
      started: optionalCount,
      exemplar,
    }),
    z.object({ ...metric, type: z.literal('gauge'), value: z.number() }),
    z.object({
      ...metric,
      type: z.literal('distribution'),
      histogram,
      started: optionalCount,
      exemplar,
    }),
  ]),
  z.object({
    ...base,
    kind: z.literal('usage'),
    meter: name,
    minute: count.check(only((time) => time % 60_000 === 0 && time <= 8.64e15, 'no minute')),
    deltas: z
      .array(z.object({ subject: name, quantity: z.number(), id: z.exactOptional(name) }))
      .check(only(({ length }) => length > 0, 'none')),
  }),
  z.discriminatedUnion('type', [
    z.object({
      ...session,
      type: z.literal('one'),
      sessionId: text,
      isFirst: z.boolean(),
      status: z.enum(['ok', 'exited', 'crashed', 'abnormal']),
      errors: count,
      duration: optionalCount,
    }),
    z.object({
      ...session,
      type: z.literal('many'),
      exited: count,
      errored: count,
      crashed: count,
    }),
  ]),
  z.object({
    ...base,
    kind: z.literal('checkIn'),
    job: text,
    status: z.enum(['inProgress', 'ok', 'error']),
    begunBy: optionalText,
    duration: optionalCount,
    schedule: z.exactOptional(schedule),
  }),
  z.object({
    ...base,
    kind: z.literal('feedback'),
    message: text,
    contact: z.exactOptional(z.object({ name: optionalText, email: optionalText })),
    about: z.exactOptional(id),
    url: optionalText,
  }),
  z.object({
    ...base,
    kind: z.literal('attachment'),
    of: id,
    name: text,
    contentType: text,
    content: z.union([z.object({ text }), z.object({ base64: text })]),
  }),
])

const loss = z.object({
  kind: z.enum(signalKinds),
  reason: z.enum(lossReasons),
  count,
})

/** A batch of `holdfast/1`, member by member. Members that it does not name are let through. */
export const batchSchema: z.ZodMiniType<ReceivedBatch> = z.object({
  schema: z.literal('holdfast/1'),
  sentAt: count,
  resource: z.object({
    service: text,
    release: optionalText,
    environment: optionalText,
    sdk: namedVersion,
    runtime: namedVersion,
  }),
  signals: z.array(signal),
  losses: z.exactOptional(z.array(loss)),
})

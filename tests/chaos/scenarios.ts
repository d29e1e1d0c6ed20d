import { Buffer } from 'node:buffer'
import type { Behaviour, Choice, FaultySink } from '@holdfast/shared/testing'
import type { Scenario, Turn } from './scenario.ts'

const goDown = (sink: FaultySink): Promise<void> => sink.goDown()
const comeBack = (sink: FaultySink): Promise<void> => sink.comeBack()
const heal = (sink: FaultySink): void => sink.behaveAlways(undefined)

/** Behaves so from the one moment to the other, and is healthy before and after. */
const during = (from: number, to: number, behaviour: Behaviour | Choice): readonly Turn[] => [
  { at: from, act: (sink) => sink.behaveAlways(behaviour) },
  { at: to, act: heal },
]

const status = (status: number, headers: Readonly<Record<string, string>> = {}): Behaviour => ({
  do: 'answer',
  status,
  headers,
})

/** One behaviour after the other, over and over. */
const inTurn = (...behaviours: readonly Behaviour[]): Choice => {
  let count = 0
  return () => behaviours[count++ % behaviours.length] ?? status(200)
}

/** HTTP's other form of `Retry-After`, in whole seconds. */
const dateIn = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toUTCString()

/** About a third of the batches that thirty signals make. */
const sizeLimit = 12_000

const downForTen: Scenario = {
  name: 'is down for ten seconds',
  turns: [
    { at: 0, act: goDown },
    { at: 10_000, act: comeBack },
  ],
}

const limiting: Scenario = {
  name: 'answers 429 with Retry-After in seconds',
  turns: during(1_000, 7_000, status(429, { 'retry-after': '2' })),
}

const failing: Scenario = {
  name: 'answers 500',
  turns: during(500, 9_000, status(500)),
}

const hanging: Scenario = {
  name: 'hangs until the sender gives up',
  turns: during(1_000, 3_000, { do: 'hang' }),
}

const resetting: Scenario = {
  name: 'resets connections before it takes anything',
  turns: during(500, 9_000, { do: 'reset' }),
}

const halfAnswering: Scenario = {
  name: 'breaks off its answers',
  turns: during(500, 9_000, { do: 'halfAnswer' }),
  losesReplies: 'the sender gets half of an answer',
}

/** With room for all that is captured, nothing may be lost in any of these. */
export const scenarios: readonly Scenario[] = [
  downForTen,
  {
    name: 'goes down three times, in the middle of answers',
    turns: [
      { at: 0, act: (sink) => sink.behaveAlways({ do: 'trickle', milliseconds: 300 }) },
      ...[1_500, 4_000, 6_500].flatMap((at) => [
        { at, act: goDown },
        { at: at + 1_000, act: comeBack },
      ]),
      { at: 9_000, act: heal },
    ],
    losesReplies: 'connections are cut while answers are under way',
  },
  limiting,
  {
    name: 'answers 429 with Retry-After as a date',
    turns: during(1_000, 6_000, () => status(429, { 'retry-after': dateIn(2) })),
  },
  {
    name: 'answers 503 with Retry-After',
    turns: during(1_000, 7_000, status(503, { 'retry-after': '1' })),
  },
  {
    name: 'limits errors, each dialect in its own words',
    turns: during(1_000, 7_000, ({ dialect }) =>
      status(
        429,
        dialect === 'sentry'
          ? { 'retry-after': '60', 'x-sentry-rate-limits': '60:transaction:key, 2:error:key' }
          : { 'retry-after': '2' },
      ),
    ),
  },
  failing,
  {
    name: 'fails now and then',
    turns: during(500, 9_500, inTurn(status(200), status(500), status(200), status(502))),
  },
  hanging,
  resetting,
  {
    name: 'takes, and resets the connection',
    turns: during(500, 9_000, { do: 'reset', took: true }),
    losesReplies: 'a reset comes in the place of the answer',
  },
  {
    name: 'resets connections in the middle of its answers',
    turns: during(500, 9_000, { do: 'halfAnswer', reset: true }),
    losesReplies: 'a reset comes in the middle of the answer',
  },
  halfAnswering,
  {
    name: 'finds batches too large',
    turns: during(500, 10_000, ({ body }) =>
      status(Buffer.byteLength(body) > sizeLimit ? 413 : 200),
    ),
  },
  {
    name: 'trickles its answers',
    turns: during(500, 6_000, { do: 'trickle', milliseconds: 1_500 }),
  },
  {
    name: 'trickles its answers for longer than the sender waits',
    turns: during(1_000, 2_500, { do: 'trickle', milliseconds: 30_000 }),
    losesReplies: 'the sender gives up before the answer is whole',
  },
  {
    name: 'takes its time over requests, and forgets those whose sender has left',
    turns: [
      ...during(500, 1_000, { do: 'answerLate', milliseconds: 30_000 }),
      ...during(1_000, 6_000, { do: 'answerLate', milliseconds: 1_500 }),
    ],
  },
  {
    name: 'meets with one misfortune after the other',
    turns: [
      { at: 500, act: (sink) => sink.behaveAlways(status(500)) },
      { at: 2_000, act: goDown },
      { at: 2_500, act: (sink) => sink.behaveAlways({ do: 'halfAnswer' }) },
      { at: 3_500, act: comeBack },
      ...during(5_000, 6_000, status(429, { 'retry-after': '1' })),
      ...during(7_500, 9_000, inTurn({ do: 'reset', took: true }, status(502), status(503))),
    ],
    losesReplies: 'answers are broken off, and resets come in their place',
    // So that each misfortune is met.
    options: { retry: { maxDelay: '500ms' } },
  },
]

/** One of each kind, to be run with an outbox that cannot hold what comes meanwhile. */
export const forSmallOutbox: readonly Scenario[] = [
  downForTen,
  limiting,
  failing,
  hanging,
  resetting,
  halfAnswering,
]

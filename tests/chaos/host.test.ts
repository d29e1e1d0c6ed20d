import { parseBatch, type ReceivedSignal } from '@holdfast/shared/schema'
import { describe, expect, it } from 'vitest'
import { runNode } from '../harness/runNode.ts'
import { mostPending } from './account.ts'
import { expectNothingLost } from './expectFates.ts'
import type { Run } from './run.ts'
import { runLoad } from './runLoad.ts'
import type { Turn } from './scenario.ts'

const day = 86_400_000

const failThenLimit: readonly Turn[] = [
  { at: 1_500, act: (sink) => sink.behaveAlways({ do: 'answer', status: 500 }) },
  {
    at: 4_000,
    act: (sink) =>
      sink.behaveAlways({ do: 'answer', status: 429, headers: { 'retry-after': '2' } }),
  },
  { at: 7_000, act: (sink) => sink.behaveAlways(undefined) },
]

describe.concurrent('2,000 signals at 200 a second, in a process', () => {
  it('that cannot resolve the name of its sink for eight seconds: none is lost', async () => {
    // A name that no resolver may ever know (RFC 6761).
    const name = 'collector.invalid'
    const run = await runLoad({
      preload: 'lateName.mjs',
      env: { LATE_NAME: name, KNOWN_AFTER: '8000' },
      host: name,
    })
    expect(Math.max(...run.samples.map(mostPending))).toBeGreaterThan(1_000)
    expectNothingLost(run)
  })

  it.for([
    { name: 'forward', jumps: [[2_500, day]] },
    { name: 'back', jumps: [[2_500, -day]] },
    // In the middle of a wait of our own, and of one that the sink asked for.
    {
      name: 'forward and back, over and over',
      jumps: [
        [2_500, day],
        [4_800, -2 * day],
        [6_000, 400 * day],
        [8_000, -day],
      ],
    },
  ])('whose calendar jumps $name: none is lost, and none waits for it', async ({ jumps }) => {
    const run = await runLoad({
      preload: 'jumpingClock.mjs',
      env: { JUMPS: jumps.map((jump) => jump.join(':')).join() },
      turns: failThenLimit,
    })
    expect(jumpsOf(run)).toBe(jumps.length)
    // Far from an hour, the longest wait that any server may ask for; a busy machine takes ten seconds.
    expect(run.drained).toBeLessThan(30_000)
    expectNothingLost(run)
  })
})

describe.concurrent('a sink of the app through which the app captures', () => {
  const runTalking = (env: Readonly<Record<string, string>>) =>
    runNode({ script: new URL('children/talkingSink.mjs', import.meta.url), env, longest: 10_000 })

  it.for([
    { SINK: 'talkative' },
    { SINK: 'talkative', MAX_AGE: '1h' },
    { SINK: 'broken' },
    { SINK: 'broken', MAX_AGE: '1h' },
  ])('brings the process neither to a stand nor past its end: %j', async (env) => {
    const { code, stdout } = await runTalking(env)
    expect(code).toBe(0)
    // Of about a hundred.
    expect(Number(stdout)).toBeGreaterThan(10)
  })
})

/** By what each signal says of its time: whether the child's clock did jump. */
const jumpsOf = ({ ids, requests }: Run): number => {
  const times = new Map(
    requests
      .filter(({ dialect }) => dialect === 'http')
      .flatMap(({ body }) => readSignals(body))
      .map(({ id, time }) => [id, time]),
  )
  const inOrder = ids.map((id) => times.get(id) ?? Number.NaN)
  return inOrder.filter((time, index) => Math.abs(time - (inOrder[index - 1] ?? time)) > day / 2)
    .length
}

const readSignals = (body: string): readonly ReceivedSignal[] => {
  const parsed = parseBatch(JSON.parse(body))
  if (!parsed.ok) throw new Error(`No batch: ${parsed.problems.join(', ')}`)
  return parsed.batch.signals
}

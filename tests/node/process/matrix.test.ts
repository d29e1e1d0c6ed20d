import type { FaultySink } from '@holdfast/shared/testing'
import { describe, expect, it } from 'vitest'
import { errorsOf } from '../../harness/readTaken.ts'
import { idsIn, missingAt, openLives } from './openLives.ts'

const shutdownTimeout = 700
/** What a busy machine may need on top: far less than ten seconds, which a request may take. */
const slack = 2_500

const endings = [
  { ending: 'SIGTERM', end: { code: null, signal: 'SIGTERM' }, uncaught: 0 },
  { ending: 'SIGINT', end: { code: null, signal: 'SIGINT' }, uncaught: 0 },
  { ending: 'exit', end: { code: 3, signal: null }, uncaught: 0 },
  { ending: 'uncaught', end: { code: 1, signal: null }, uncaught: 1 },
  { ending: 'rejection', end: { code: 1, signal: null }, uncaught: 1 },
]

const sinks: readonly (readonly [string, (sink: FaultySink) => Promise<void> | void])[] = [
  ['is up', () => undefined],
  ['is down', (sink) => sink.goDown()],
  ['hangs', (sink) => sink.behaveAlways({ do: 'hang' })],
]

describe.each(sinks)('a process under load whose sink %s', (_, harm) => {
  it.each(endings)('ends by $ending as without us, and loses nothing', async (given) => {
    const { ending, end, uncaught } = given
    const { sink, run, bare } = await openLives()
    const alone = await bare('load.mjs', { ENDING: ending })
    await harm(sink)
    const life = await run('load.mjs', {
      ENDING: ending,
      SHUTDOWN_TIMEOUT: String(shutdownTimeout),
    })
    expect({ code: alone.code, signal: alone.signal }).toEqual(end)
    expect({ code: life.code, signal: life.signal }).toEqual(end)
    expect(life.milliseconds).toBeLessThan(alone.milliseconds + shutdownTimeout + slack)
    const early = new Set(errorsOf(sink).map(({ id }) => id))

    sink.behaveAlways(undefined)
    await sink.comeBack()
    const ids = idsIn(life)
    const all = ids.length + uncaught
    expect(ids.length).toBeGreaterThan(20)
    const next = await run('recover.mjs', {
      EXPECTED: String(Math.max(0, all - early.size)),
      PATIENCE: '8000',
    })
    expect(missingAt(sink, ids)).toEqual([])
    expect(new Set(errorsOf(sink).map(({ id }) => id)).size).toBe(all)
    const { recovered = 0, delivered = 0 } = JSON.parse(next.stdout)
    expect(delivered).toBe(recovered)
  })
})

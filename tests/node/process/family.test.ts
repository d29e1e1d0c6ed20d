import { describe, expect, it } from 'vitest'
import { errorsOf } from '../../harness/readTaken.ts'
import { idsIn, missingAt, openLives, wordsIn } from './openLives.ts'

const families = [
  {
    family: 'cluster',
    captured: 3,
    words: ['signalled: null SIGTERM', 'killed: null SIGTERM', 'disconnected: 0 null'],
    signal: null,
  },
  {
    family: 'forks',
    captured: 4,
    words: [
      'killed: null SIGTERM',
      'interrupted: null SIGINT',
      'disconnected: 0 null',
      'asked: 6 null',
    ],
    signal: null,
  },
  { family: 'threads', captured: 4, words: ['a thread that exits: 4'], signal: 'SIGTERM' },
] as const

describe.each([false, true])('processes and threads of one app, whose sink hangs: %s', (hangs) => {
  it.each(families)('end as without us, and lose nothing: $family', async (given) => {
    const { family, captured, words, signal } = given
    const { sink, run, bare } = await openLives()
    if (hangs) sink.behaveAlways({ do: 'hang' })
    const alone = await bare('family.mjs', { FAMILY: family })
    const life = await run('family.mjs', { FAMILY: family })
    for (const one of [alone, life]) {
      expect(one).toMatchObject({ signal, stderr: '' })
      expect(wordsIn(one)).toEqual(words)
    }
    const ids = idsIn(life)
    expect(ids).toHaveLength(captured)
    const early = errorsOf(sink).length
    sink.behaveAlways(undefined)
    await run('recover.mjs', { EXPECTED: String(captured - early), PATIENCE: '8000' })
    expect(missingAt(sink, ids)).toEqual([])
  })
})

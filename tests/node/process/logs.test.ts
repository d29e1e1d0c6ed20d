import type { FaultySink } from '@holdfast/shared/testing'
import { describe, expect, it } from 'vitest'
import { signalsOf } from '../../harness/readTaken.ts'
import { visibleEnd } from '../runChild.ts'
import { openLives } from './openLives.ts'

const runBoth = async (script: string, env: Readonly<Record<string, string>> = {}) => {
  const lives = await openLives()
  const bare = await lives.bare(script, env)
  const monitored = await lives.run(script, env)
  const { sink } = lives
  return { sink, bare, monitored }
}

const linesOf = (sink: FaultySink): readonly object[] =>
  signalsOf(sink).flatMap((signal) =>
    signal.kind === 'log'
      ? [{ severity: signal.severity, message: signal.message, attributes: signal.attributes }]
      : [],
  )

const line = (message: string, attributes: object): object => ({
  severity: 'warn',
  message,
  attributes,
})

describe('warnings of a process', () => {
  it('are lines of the log, each once, and printed as ever', async () => {
    const { sink, bare, monitored } = await runBoth('warnings.mjs')
    expect(bare.stderr.match(/DiskWarning/g)).toHaveLength(6)
    expect(visibleEnd(monitored)).toEqual(visibleEnd(bare))
    const disk = { 'warning.name': 'DiskWarning' }
    expect(linesOf(sink)).toEqual([
      line('the disk is old', { ...disk, 'warning.code': 'DISK1' }),
      line('the disk is slow', disk),
      line('gone soon', { 'warning.name': 'DeprecationWarning', 'warning.code': 'DEP9999' }),
    ])
  })

  it('are not, where that is not wanted', async () => {
    const { sink } = await runBoth('warnings.mjs', { WARNINGS: 'off' })
    expect(linesOf(sink)).toEqual([])
  })
})

describe('children of a process', () => {
  it('that end badly are lines of the log, by their names and ends alone', async () => {
    const { sink, bare, monitored } = await runBoth('childEnds.mjs')
    expect(bare).toMatchObject({ code: 0, stdout: 'of a thread\n', stderr: '' })
    expect(visibleEnd(monitored)).toEqual(visibleEnd(bare))
    const shell = { 'child.type': 'process', 'child.file': 'sh' }
    const thread = { 'child.type': 'worker', 'child.thread': expect.any(Number) }
    expect(linesOf(sink)).toEqual([
      line('Child process sh ended with code 3', { ...shell, 'child.code': 3 }),
      line('Child process sh was ended by SIGKILL', { ...shell, 'child.signal': 'SIGKILL' }),
      line('Worker thread ended with code 5', { ...thread, 'child.code': 5 }),
      line('Worker thread ended with code 1', { ...thread, 'child.code': 1 }),
    ])
    expect(sink.requests.map(({ body }) => body).join('\n')).not.toContain('s3cr3t')
  })

  it.each(['process', 'thread'])(
    'whose errors nobody hears end it as without us: %s',
    async (what) => {
      const { bare, monitored } = await runBoth('childEnds.mjs', { UNHANDLED: what })
      expect(bare.code).toBe(1)
      expect(monitored.code).toBe(1)
      expect(monitored.stderr.split('\n').length).toBe(bare.stderr.split('\n').length)
    },
  )

  it('are not told of where that is not wanted', async () => {
    const { sink } = await runBoth('childEnds.mjs', { CHILD_ENDS: 'off' })
    expect(linesOf(sink)).toEqual([])
  })
})

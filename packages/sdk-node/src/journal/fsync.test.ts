import fs, { mkdtempSync, rmSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createTestJournals, recoverAll, replayOf, testRow } from './createTestJournals.ts'

type Calls = Pick<typeof fs, 'writeSync' | 'fsyncSync' | 'fsync'>

/** Stands between us and the disk, which no test can make fail or lose power. */
const interpose = (instead: (real: Calls) => Partial<Calls>): void => {
  const { writeSync, fsyncSync, fsync } = fs
  const real = { writeSync, fsyncSync, fsync }
  const put = (calls: Partial<Calls>): void => {
    Object.assign(fs, calls)
    syncBuiltinESMExports()
  }
  onTestFinished(() => put(real))
  put(instead(real))
}

const openJournals = (
  ...parts: Parameters<typeof createTestJournals> extends [string, ...infer Rest] ? Rest : never
) => {
  const directory = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return createTestJournals(directory, ...parts)
}

const watchCalls = (): string[] => {
  const calls: string[] = []
  interpose(({ writeSync, fsyncSync, fsync }) => ({
    writeSync: ((...values: Parameters<typeof writeSync>) => {
      calls.push('write')
      return writeSync(...values)
    }) as typeof writeSync,
    fsyncSync: (fd) => {
      calls.push('sync')
      fsyncSync(fd)
    },
    fsync: Object.assign(
      (...values: Parameters<typeof fsync>) => {
        calls.push('sync later')
        fsync(...values)
      },
      { __promisify__: fsync.__promisify__ },
    ),
  }))
  return calls
}

it('syncs each use before note returns, where it is to be always', () => {
  const page = openJournals({ fsync: 'always' }).open().begin()
  const calls = watchCalls()
  page.note(testRow(0), 1)
  page.note(testRow(0), 1)
  // The first one is that of the folder, in which the name stands.
  expect(calls).toEqual(['sync', 'write', 'sync', 'write', 'sync'])
})

it('syncs within a second, where it is to be in intervals', async () => {
  const page = openJournals({ fsync: 'interval' }).open().begin()
  const calls = watchCalls()
  for (let number = 0; number < 5; number++) page.note(testRow(0), 1)
  await vi.waitFor(() => expect(calls).toContain('sync later'))
  expect(calls.filter((call) => call === 'sync later')).toHaveLength(1)
  page.remove()
})

it('never syncs, where it is to be never', () => {
  const journal = openJournals({ fsync: 'never' }).open()
  const calls = watchCalls()
  journal.begin().note(testRow(0), 1)
  journal.close()
  expect(calls).toEqual(['write'])
})

const failures: readonly (readonly [string, (real: Calls) => Partial<Calls>])[] = [
  ['EIO', ({ fsyncSync }) => ({ fsyncSync: failAfter(fsyncSync, 4) })],
  ['ENOSPC', ({ writeSync }) => ({ writeSync: failAfter(writeSync, 3) as typeof writeSync })],
  ['ENOSPC', ({ writeSync }) => ({ writeSync: cutAfter(writeSync, 3) as typeof writeSync })],
]

it.each(failures)('keeps no use of which it has said that it failed: %s', async (code, instead) => {
  const journals = openJournals({ fsync: 'always' })
  const journal = journals.open()
  const page = journal.begin()
  interpose(instead)
  for (let number = 0; number < 3; number++) page.note(testRow(number), 1)
  expect(() => page.note(testRow(3), 1)).toThrow(`Nothing can be kept in`)
  expect(() => page.note(testRow(0), 1)).toThrow(code)
  // The disk is left alone for a moment.
  expect(() => journal.begin().note(testRow(0), 1)).toThrow(code)
  journals.crash()
  const [left] = await recoverAll(journals.open())
  const kept = [0, 1, 2].map((number) => [testRow(number), 1])
  expect(replayOf(left)).toEqual({ uses: kept, unreadable: 0 })
})

const fail = (code: string): never => {
  throw Object.assign(new Error('no path is to be told'), { code })
}

const failAfter = <Values extends unknown[], Result>(
  work: (...values: Values) => Result,
  times: number,
): ((...values: Values) => Result) => {
  let left = times
  return (...values) => (left-- > 0 ? work(...values) : fail(times === 4 ? 'EIO' : 'ENOSPC'))
}

/** The disk takes a part. */
const cutAfter = (work: typeof fs.writeSync, times: number) => {
  let left = times
  return (fd: number, bytes: Buffer): number =>
    left-- > 0 ? work(fd, bytes) : work(fd, bytes.subarray(0, 7))
}

import fs, { mkdtempSync, rmSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoredSignal } from '@holdfast/shared'
import { createSampleSignal } from '@holdfast/shared/contracts'
import { expect, it, onTestFinished } from 'vitest'
import { createTestHome } from './createTestHome.ts'
import type { StoreSettings } from './storeOptions.ts'

const stored = (number: number): StoredSignal => ({
  owed: ['one'],
  signal: { ...createSampleSignal(number), message: 'x'.repeat(50_000) },
})

/** What is asked of the disk, in its order; a kill cannot tell, for the page cache outlives it. */
const watchDisk = (): readonly string[] => {
  const calls: string[] = []
  const { fsyncSync, writeSync, unlinkSync } = fs
  const restore = (): void => {
    Object.assign(fs, { fsyncSync, writeSync, unlinkSync })
    syncBuiltinESMExports()
  }
  onTestFinished(restore)
  fs.fsyncSync = (fd) => {
    calls.push('sync')
    fsyncSync(fd)
  }
  fs.unlinkSync = (path) => {
    calls.push('unlink')
    unlinkSync(path)
  }
  Object.assign(fs, {
    writeSync: (...values: Parameters<typeof writeSync>) => {
      calls.push('write')
      return writeSync(...values)
    },
  })
  syncBuiltinESMExports()
  return calls
}

const openStore = (fsync: StoreSettings['fsync']) => {
  const directory = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return createTestHome(directory, { fsync }).open()
}

it('syncs each write before it returns, where it is to be always', async () => {
  const store = openStore('always')
  const calls = watchDisk()
  await store.append([stored(1)])
  expect(calls.slice(calls.lastIndexOf('write'))).toEqual(['write', 'sync'])
  await store.append([stored(2)])
  expect(calls.slice(-2)).toEqual(['write', 'sync'])
  await store.close()
})

it('never syncs, where it is to be never', async () => {
  const store = openStore('never')
  const calls = watchDisk()
  for (let number = 0; number < 30; number++) await store.append([stored(number)])
  await store.close()
  expect(calls).toContain('write')
  expect(calls).not.toContain('sync')
})

it.each(['interval', 'always'] as const)(
  'removes the original of a copy only when the copy is synced: %s',
  async (fsync) => {
    const store = openStore(fsync)
    const calls = watchDisk()
    // More than a segment; all but one are settled, so that it is worth copying.
    for (let number = 0; number < 20; number++) await store.append([stored(number)])
    await store.settle(
      Array.from({ length: 19 }, (_, number) => createSampleSignal(number).id),
      'one',
    )
    for (let number = 20; number < 24; number++) await store.append([stored(number)])
    const removed = calls.indexOf('unlink')
    expect(removed, 'it was copied and removed').toBeGreaterThan(0)
    const written = calls.lastIndexOf('write', removed)
    expect(calls.slice(written, removed)).toContain('sync')
    await store.close()
  },
)

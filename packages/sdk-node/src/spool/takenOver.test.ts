import { mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { OutboxStore, StoredSignal } from '@holdfast/shared'
import { createSampleSignal } from '@holdfast/shared/contracts'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestHome } from './createTestHome.ts'
import { serviceFolder } from './serviceFolder.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const root = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const fail = (error: unknown): void => expect.unreachable(String(error))

const stored = (number: number): StoredSignal => ({
  owed: ['one'],
  signal: { ...createSampleSignal(number), message: 'x'.repeat(50_000) },
})

const idsIn = async (store: OutboxStore): Promise<readonly string[]> => {
  const ids: string[] = []
  for await (const found of store.recover()) {
    ids.push('signal' in found ? `${found.type} ${found.signal.id}` : found.type)
  }
  return ids
}

const held = (numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `held ${stored(number).signal.id}`).sort()

describe('what was taken to be erased from, and is handed over later', () => {
  let directory = ''
  let home = createTestHome('')
  const all = [...Array.from({ length: 200 }).keys()]

  beforeEach(() => {
    directory = mkdtempSync(join(root, 'place-'))
    home = createTestHome(directory)
  })

  /** A store that has taken ten segments, and handed over none. */
  const takeAll = (): OutboxStore => {
    const before = home.open()
    for (const number of all) void before.append([stored(number)])
    home.crash(before)
    const store = home.open()
    void store.erase?.(() => false, fail)
    return store
  }

  /** Of a segment that was taken, and where it can lie aside. */
  const paths = (): { readonly path: string; readonly aside: string } => {
    const folder = serviceFolder(directory, 'test')
    const [name = ''] = readdirSync(folder).sort()
    return { path: join(folder, name), aside: join(directory, 'aside') }
  }

  it('waits on the disk, and not in memory', async () => {
    collectGarbage()
    const { arrayBuffers } = process.memoryUsage()
    const store = takeAll()
    const growth = (): number => {
      collectGarbage()
      return process.memoryUsage().arrayBuffers - arrayBuffers
    }
    await expect.poll(growth).toBeLessThan(3_000_000)
    expect([...(await idsIn(store))].sort()).toEqual(held(all))
  })

  it('is handed over but for what is erased meanwhile', async () => {
    const store = takeAll()
    const kept = held(all.filter((number) => number % 2 === 0))
    const ids: string[] = []
    let found = 0
    for await (const one of store.recover()) {
      ids.push('signal' in one ? `held ${one.signal.id}` : one.type)
      if (ids.length !== 5) continue
      const erased = store.erase?.(({ id }) => !kept.includes(`held ${id}`), fail)
      found = (await erased)?.length ?? 0
    }
    expect(ids.slice(5).filter((id) => !kept.includes(id))).toEqual([])
    expect([...ids.filter((id) => kept.includes(id))].sort()).toEqual(kept)
    expect(ids.length + found).toBe(all.length)
  })

  it('is left to another life where it cannot be read again just then', async () => {
    const store = takeAll()
    const { path, aside } = paths()
    renameSync(path, aside)
    symlinkSync(path, path)
    const first = await idsIn(store)
    expect(first.length).toBeGreaterThan(150)
    expect(first.length).toBeLessThan(all.length)
    rmSync(path)
    renameSync(aside, path)
    home.crash(store)
    expect(new Set([...first, ...(await idsIn(home.open()))])).toEqual(new Set(held(all)))
  })

  it('is whose it is where somebody else has taken it meanwhile', async () => {
    const store = takeAll()
    const { path, aside } = paths()
    renameSync(path, aside)
    const first = await idsIn(store)
    expect(first.length).toBeLessThan(all.length)
    expect(first.every((id) => id.startsWith('held'))).toBe(true)
  })
})

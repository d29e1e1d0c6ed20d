import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type OutboxStore, type StoredSignal, wallTime } from '@holdfast/shared'
import { createSampleSignal } from '@holdfast/shared/contracts'
import { afterAll, describe, expect, it } from 'vitest'
import { createTestHome } from './createTestHome.ts'
import { serviceFolder } from './serviceFolder.ts'

const root = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const newPlace = (): string => mkdtempSync(join(root, 'place-'))

const of = (id: string, number: number, message = 'short'): StoredSignal => {
  const signal = createSampleSignal(number)
  const scope = { ...signal.scope, user: { id, email: `${id}@mail.example` } }
  const time = wallTime(Date.now())
  return { owed: ['one', 'two'], signal: { ...signal, message, time, scope } }
}

/** Of those that are written a little later. */
const asEvent = ({ owed, signal }: StoredSignal): StoredSignal => {
  const { id, time, resource, scope } = signal
  return { owed, signal: { id, time, resource, scope, kind: 'event', name: 'e', attributes: {} } }
}

const isOf =
  (id: string) =>
  ({ scope }: StoredSignal['signal']): boolean =>
    scope.user?.id === id

const segmentsIn = (directory: string): readonly string[] => {
  const folder = serviceFolder(directory, 'test')
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
}

const textIn = (directory: string): string =>
  segmentsIn(directory)
    .map((path) => readFileSync(path, 'latin1'))
    .join()

const recoverAll = async (store: OutboxStore): Promise<readonly unknown[]> => {
  const all: unknown[] = []
  for await (const found of store.recover()) all.push('signal' in found ? found.signal.id : found)
  return all
}

describe('what is erased from the spool', () => {
  it.each(['never', 'always'] as const)(
    'is in no file any more: settled or owed, in the open segment, a full one, and those that were taken (fsync: %s)',
    async (fsync) => {
      const directory = newPlace()
      const home = createTestHome(directory, { fsync })
      const first = home.open()
      const [gone, kept] = [of('gone', 1), of('kept', 2)]
      await first.append([gone, kept])
      await first.settle([gone.signal.id], 'one')
      home.crash(first)
      const store = home.open()
      // More than one segment's worth, and the first of them settled.
      const mine = Array.from({ length: 40 }, (_, index) =>
        of(index % 2 ? 'gone' : 'kept', 100 + index, 'x'.repeat(60_000)),
      )
      for (const one of mine) await store.append([one])
      const done = mine.slice(0, 2).map(({ signal }) => signal.id)
      for (const sink of ['one', 'two']) await store.settle(done, sink)
      expect(textIn(directory)).toContain('gone@mail.example')
      const given = await store.erase?.(isOf('gone'))
      expect(given).toEqual([{ ...gone, owed: ['two'] }])
      expect(textIn(directory)).not.toContain('gone')
      expect(textIn(directory)).toContain('kept@mail.example')
      expect(await recoverAll(store)).toEqual([kept.signal.id])
      home.crash(store)
      const left = [kept, ...mine.slice(2).filter(({ signal }) => isOf('kept')(signal))]
      const found = await recoverAll(home.open())
      expect([...found].sort()).toEqual(left.map(({ signal }) => signal.id).sort())
    },
  )

  it('was never written, where it waited to be', async () => {
    const directory = newPlace()
    const home = createTestHome(directory)
    const store = home.open()
    void store.append([of('gone', 1), of('kept', 2)].map(asEvent))
    expect(await store.erase?.(isOf('gone'))).toEqual([])
    store.close()
    expect(textIn(directory)).not.toContain('gone')
    expect(textIn(directory)).toContain('kept@mail.example')
  })

  it('leaves no file, where it was all there was', async () => {
    const directory = newPlace()
    const home = createTestHome(directory)
    for (const number of [1, 2, 3]) {
      const life = home.open()
      await life.append([of('gone', number)])
      home.crash(life)
    }
    const store = home.open()
    await store.append([of('gone', 4)])
    expect(await store.erase?.(() => true)).toHaveLength(3)
    expect(textIn(directory)).toBe('')
    store.close()
    expect(segmentsIn(directory)).toEqual([])
  })

  it('is not taken from a sibling that lives', async () => {
    const directory = newPlace()
    const home = createTestHome(directory)
    const sibling = home.open()
    await sibling.append([of('gone', 1)])
    const store = home.open()
    expect(await store.erase?.(isOf('gone'))).toEqual([])
    expect(textIn(directory)).toContain('gone@mail.example')
    home.crash(sibling)
    expect(await store.erase?.(isOf('gone'))).toHaveLength(1)
    expect(textIn(directory)).not.toContain('gone')
  })

  it('does not stumble over a file that somebody deleted', async () => {
    const directory = newPlace()
    const home = createTestHome(directory)
    const first = home.open()
    await first.append([of('gone', 1)])
    const [path = ''] = segmentsIn(directory)
    rmSync(path)
    expect(await first.erase?.(isOf('gone'))).toEqual([])
    await first.append([of('gone', 2)])
    expect(await first.erase?.(isOf('gone'))).toEqual([])
    expect(textIn(directory)).not.toContain('gone')
  })
})

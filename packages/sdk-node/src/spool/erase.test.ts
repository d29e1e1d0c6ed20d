import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type OutboxStore, type Signal, type StoredSignal, wallTime } from '@holdfast/shared'
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

/** What was erased; a test that expects no failure is told of each. */
const eraseIn = async (
  store: OutboxStore,
  isGone: (signal: Signal) => boolean,
  onFailed: (error: unknown) => void = (error) => expect.unreachable(String(error)),
): Promise<readonly StoredSignal[] | undefined> => store.erase?.(isGone, onFailed)

/** Lays the file aside, and a link in its place. */
const replaceByLink = (path: string, directory: string, target: string): void => {
  renameSync(path, join(directory, 'aside'))
  symlinkSync(target, path)
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
      const given = await eraseIn(store, isOf('gone'))
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
    expect(await eraseIn(store, isOf('gone'))).toEqual([])
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
    expect(await eraseIn(store, () => true)).toHaveLength(3)
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
    expect(await eraseIn(store, isOf('gone'))).toEqual([])
    expect(textIn(directory)).toContain('gone@mail.example')
    home.crash(sibling)
    expect(await eraseIn(store, isOf('gone'))).toHaveLength(1)
    expect(textIn(directory)).not.toContain('gone')
  })

  it('does not stumble over a file that somebody deleted', async () => {
    const directory = newPlace()
    const home = createTestHome(directory)
    const first = home.open()
    await first.append([of('gone', 1)])
    const [path = ''] = segmentsIn(directory)
    rmSync(path)
    expect(await eraseIn(first, isOf('gone'))).toEqual([])
    await first.append([of('gone', 2)])
    expect(await eraseIn(first, isOf('gone'))).toEqual([])
    expect(textIn(directory)).not.toContain('gone')
  })

  describe('is given, and the trouble told, where one file', () => {
    /** Of two earlier lives, and of this one. */
    const leaveTwo = async (directory: string): Promise<OutboxStore> => {
      const home = createTestHome(directory)
      for (const number of [1, 2]) {
        const life = home.open()
        await life.append([of('gone', number), of('kept', number + 10)])
        home.crash(life)
      }
      const store = home.open()
      await store.append([of('gone', 3)])
      return store
    }

    const oldestIn = (directory: string): string =>
      segmentsIn(directory).find((path) => path.includes('.test_1.')) ?? ''

    it('that we own cannot be opened', async () => {
      const directory = newPlace()
      const store = await leaveTwo(directory)
      const path = oldestIn(directory).replace('.test_1.', '.test_3.')
      await eraseIn(store, () => false)
      replaceByLink(path, directory, basename(path))
      const told: unknown[] = []
      const given = await eraseIn(store, isOf('gone'), (error) => told.push(String(error)))
      expect(given).toHaveLength(1)
      expect(told).toEqual([
        expect.stringMatching(/^Error: Not all .+ in \S+ can be erased: ELOOP$/),
      ])
      rmSync(path)
      expect(textIn(directory)).not.toContain('gone')
    })

    it('that is left cannot be taken', async () => {
      const directory = newPlace()
      const store = await leaveTwo(directory)
      const path = oldestIn(directory)
      replaceByLink(path, directory, join(directory, 'aside'))
      const told: unknown[] = []
      expect(await eraseIn(store, isOf('gone'), (error) => told.push(error))).toHaveLength(1)
      expect(told).toHaveLength(1)
    })
  })
})

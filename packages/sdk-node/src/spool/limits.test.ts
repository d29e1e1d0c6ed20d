import {
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { milliseconds, type OutboxStore, type Recovered, wallTime } from '@holdfast/shared'
import { createSampleSignal } from '@holdfast/shared/contracts'
import { afterAll, describe, expect, it } from 'vitest'
import { createTestHome } from './createTestHome.ts'
import { readStoreOptions } from './readStoreOptions.ts'
import { serviceFolder } from './serviceFolder.ts'
import { createTrouble } from './trouble.ts'

const root = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const newPlace = (): string => mkdtempSync(join(root, 'place-'))

/** One signal of about a kilobyte. */
const stored = (number: number, kind = 'error') => ({
  owed: ['one'],
  signal: {
    ...createSampleSignal(number),
    kind: kind as 'error',
    time: wallTime(Date.now() + number),
    message: 'x'.repeat(1_000),
  },
})

const recoverAll = async (store: OutboxStore): Promise<readonly Recovered[]> => {
  const all: Recovered[] = []
  for await (const found of store.recover()) all.push(found)
  return all
}

const bytesIn = (directory: string): number => {
  const folder = serviceFolder(directory, 'test')
  if (!existsSync(folder)) return 0
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
}

const kindsOf = (found: readonly Recovered[]): readonly string[] =>
  found.map((one) => ('signal' in one ? `${one.type} ${one.signal.kind}` : one.type))

describe('a spool that has little room', () => {
  it('keeps what is new and owed within its bytes, however much passes through', async () => {
    const directory = newPlace()
    const home = createTestHome(directory, { maxBytes: 20_000 })
    const store = home.open()
    for (let number = 0; number < 500; number++) {
      void store.append([stored(number)])
      if (number % 10 > 0) void store.settle([stored(number).signal.id], 'one')
      expect(bytesIn(directory)).toBeLessThanOrEqual(20_000)
    }
    home.crash(store)
    const found = await recoverAll(home.open())
    expect(found.length).toBeGreaterThan(5)
    expect(found.at(-1)).toMatchObject({ type: 'held', signal: { id: stored(499).signal.id } })
  })

  it('gives up bulk before what is normal, and that before what is critical', async () => {
    const directory = newPlace()
    const home = createTestHome(directory, { maxBytes: 10_000 })
    const store = home.open()
    for (const kind of ['metric', 'event']) {
      const kept = store.append([1, 2, 3].map((number) => stored(number + kind.length * 10, kind)))
      void store.append([stored(kind.length * 100)])
      await kept
    }
    for (let number = 0; number < 5; number++) void store.append([stored(number)])
    home.crash(store)
    const kinds = kindsOf(await recoverAll(home.open()))
    expect(kinds).not.toContain('held metric')
    expect(kinds.filter((kind) => kind === 'held error')).toHaveLength(7)
  })

  it('says that it has none for what is less dear than all it keeps', async () => {
    const store = createTestHome(newPlace(), { maxBytes: 10_000 }).open()
    for (let number = 0; number < 7; number++) void store.append([stored(number)])
    await expect(store.append([stored(10, 'metric'), stored(11, 'metric')])).rejects.toThrow('full')
    expect(() => store.append([stored(12)])).not.toThrow()
  })

  it('tells once how many it had to give up for others', async () => {
    const directory = newPlace()
    const home = createTestHome(directory, { maxBytes: 10_000 })
    const store = home.open()
    for (let number = 0; number < 30; number++) void store.append([stored(number)])
    const [told, ...more] = await recoverAll(store)
    expect([more, await recoverAll(store)]).toEqual([[], []])
    home.crash(store)
    const kept = (await recoverAll(home.open())).length
    expect(told).toEqual({ type: 'displaced', signals: 30 - kept })
  })

  it('gives up of what an earlier life left the least dear and oldest, and says so once', async () => {
    const directory = newPlace()
    const before = createTestHome(directory).open()
    const kept = before.append([20, 21, 22].map((number) => stored(number, 'metric')))
    for (let number = 0; number < 9; number++) void before.append([stored(number)])
    void before.close()
    await kept
    const home = createTestHome(directory, { maxBytes: 8_000 })
    const store = home.open()
    const found = await recoverAll(store)
    const lost = found.filter(({ type }) => type === 'lost')
    expect(kindsOf(lost).slice(0, 3)).toEqual(['lost metric', 'lost metric', 'lost metric'])
    expect(found).toHaveLength(12)
    expect(lost.length).toBeGreaterThan(4)
    void store.close()
    const again = await recoverAll(createTestHome(directory).open())
    expect(again).toHaveLength(12 - lost.length)
  })

  it('gives up nothing for what is settled, or was never a record', async () => {
    const directory = newPlace()
    const before = createTestHome(directory).open()
    for (let number = 0; number < 40; number++) void before.append([stored(number)])
    const done = Array.from({ length: 38 }, (_, number) => stored(number).signal.id)
    void before.settle(done, 'one')
    void before.close()
    const garbage = join(serviceFolder(directory, 'test'), '000000001-0123456789abcdef.free.seg')
    writeFileSync(garbage, 'x')
    truncateSync(garbage, 100_000_000)
    const store = createTestHome(directory, { maxBytes: 8_000 }).open()
    const found = await recoverAll(store)
    expect(kindsOf(found)).toEqual(['unreadable', 'held error', 'held error'])
    void store.close()
    expect(bytesIn(directory)).toBeLessThan(8_000)
  })

  it('gives up what is too old, and nothing that is from the future', async () => {
    const directory = newPlace()
    const before = createTestHome(directory).open()
    void before.append([createSampleSignal(1)].map((signal) => ({ signal, owed: ['one'] })))
    void before.append([stored(86_400_000)])
    void before.close()
    const found = await recoverAll(createTestHome(directory, { maxAge: 3_600_000 }).open())
    expect(kindsOf(found)).toEqual(['lost error', 'held error'])
    expect(found[0]).toMatchObject({ reason: 'expired', owed: ['one'] })
  })
})

it('lets the host have its turns while it looks through what others have left', async () => {
  const directory = newPlace()
  for (let life = 0; life < 100; life++) {
    const store = createTestHome(directory).open()
    for (let number = 0; number < 30; number++) void store.append([stored(life * 30 + number)])
    void store.close()
  }
  // Counted, and not timed: on a busy machine a turn takes as long as others let it.
  let [found, inTurn, mostInTurn] = [0, 0, 0]
  const takeTurn = (): void => {
    inTurn = 0
    next = setImmediate(takeTurn)
  }
  let next = setImmediate(takeTurn)
  for await (const one of createTestHome(directory).open().recover()) {
    if (one.type === 'held') found++
    mostInTurn = Math.max(mostInTurn, ++inTurn)
  }
  clearImmediate(next)
  expect(found).toBe(3_000)
  expect(mostInTurn).toBeLessThan(1_500)
})

describe('a disk that fails', () => {
  it('is left alone for a moment, and longer and longer while it goes on failing', () => {
    let now = 0
    const trouble = createTrouble({ now: () => now as never, wall: () => wallTime(0) }, 'the place')
    const fail = () => {
      throw Object.assign(new Error('secret'), { code: 'EIO' })
    }
    const failFor = (rest: number): void => {
      expect(() => trouble.attend(fail)).toThrow('Nothing can be kept in the place: EIO')
      now = milliseconds(now + rest - 1)
      expect(() => trouble.check()).toThrow('EIO')
      now = milliseconds(now + 1)
      expect(() => trouble.check()).not.toThrow()
    }
    for (const rest of [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) failFor(rest)
    trouble.attend(() => undefined)
    failFor(250)
  })

  it('fails for one segment, and takes all that concerns the others', async () => {
    const directory = newPlace()
    const folder = serviceFolder(directory, 'test')
    const home = createTestHome(directory)
    const store = home.open()
    // So much that some segments are full, and a new one would gather what others hold in waste.
    for (let number = 0; number < 3_000; number++) void store.append([stored(number)])
    const [spoilt = ''] = readdirSync(folder).sort()
    renameSync(join(folder, spoilt), join(folder, 'aside'))
    symlinkSync('aside', join(folder, spoilt))
    const ids = Array.from({ length: 2_990 }, (_, number) => stored(number).signal.id)
    await Promise.resolve(store.settle(ids.slice(10), 'one'))
    for (let number = 3_000; number < 5_000; number++) {
      expect(() => store.append([stored(number)])).not.toThrow()
    }
    home.crash(store)
    rmSync(join(folder, spoilt))
    const found = await recoverAll(home.open())
    expect(found).toHaveLength(10 + 2_000)
  })
})

describe('the option store', () => {
  it('has defaults, and may come from the environment', () => {
    expect(readStoreOptions(undefined, {}).settings).toMatchObject({
      named: false,
      maxBytes: 67_108_864,
      maxAge: 604_800_000,
      fsync: 'never',
    })
    const { settings } = readStoreOptions({}, { HOLDFAST_STORE_DIR: '/var/lib/app' })
    expect(settings).toMatchObject({ named: true, directory: '/var/lib/app' })
    expect(readStoreOptions(false)).toEqual({ settings: false, problems: [] })
  })

  it('tells all that is wrong with it, and no value', () => {
    const wrong = { directory: 7, maxBytes: -1, maxAge: 'secret', fsync: 'often', extra: 1 }
    const { problems } = readStoreOptions(wrong, {})
    const names = ['directory', 'maxBytes', 'maxAge', 'fsync', 'extra'].map(
      (name) => `store.${name}`,
    )
    expect(problems.map(({ option }) => option)).toEqual(names)
    expect(JSON.stringify(problems)).not.toContain('secret')
    expect(readStoreOptions('yes', {}).problems).toEqual([
      { option: 'store', expected: 'an object, or false' },
    ])
  })
})

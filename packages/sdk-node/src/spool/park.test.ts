import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { milliseconds, type OutboxStore, type Recovered, type StoredSignal } from '@holdfast/shared'
import { createSampleSignal } from '@holdfast/shared/contracts'
import { createSystemClock, createTimerScheduler } from '@holdfast/shared/web-runtime'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { createSpool } from './createSpool.ts'
import { createTestHome } from './createTestHome.ts'
import { serviceFolder } from './serviceFolder.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
  const place = directory
  onTestFinished(() => rmSync(place, { recursive: true, force: true }))
})

const stored = (number: number, length = 1_000): StoredSignal => ({
  owed: ['one', 'two'],
  signal: { ...createSampleSignal(number), message: 'x'.repeat(length) },
})

const idOf = (number: number) => stored(number).signal.id

const recoverAll = async (store: OutboxStore): Promise<readonly Recovered[]> => {
  const all: Recovered[] = []
  for await (const found of store.recover()) all.push(found)
  return all
}

const idsIn = (found: readonly Recovered[]): readonly string[] =>
  found.map((one) => ('signal' in one ? `${one.type} ${one.signal.id} ${one.owed}` : one.type))

const heldFor = (numbers: readonly number[], sinks: string): readonly string[] =>
  numbers.map((number) => `held ${idOf(number)} ${sinks}`)

/** One that goes on looking, though not soon. */
const openPatient = () => {
  const { setTimeout, clearTimeout } = globalThis
  const store = createSpool({
    service: 'test',
    settings: { named: true, directory, maxBytes: 1e8, maxAge: 1e12, fsync: 'never' },
    clock: createSystemClock(globalThis),
    scheduler: createTimerScheduler<NodeJS.Timeout>({ setTimeout, clearTimeout }),
    pause: milliseconds(60_000),
  })
  onTestFinished(() => store.close())
  return { store, found: store.recover()[Symbol.asyncIterator]() }
}

it('gives what is parked while it waits for the next look, one by one, until it is closed', async () => {
  const { store, found } = openPatient()
  for (let round = 0; round < 3; round++) {
    const next = found.next()
    await new Promise((resolve) => setTimeout(resolve, round * 10))
    for (const number of [round * 2, round * 2 + 1]) store.park(stored(number), ['two'])
    const given = [await next, await found.next()].map(({ value }) => value as Recovered)
    expect(idsIn(given)).toEqual(heldFor([round * 2, round * 2 + 1], 'two'))
  }
  const last = found.next()
  await store.close()
  expect(await last).toMatchObject({ done: true })
})

it('gives what is parked as soon as its sink has room, past what waits for others', async () => {
  const { store } = openPatient()
  const rooms = new Set<string>()
  const found = store.recover((sink) => rooms.has(sink))[Symbol.asyncIterator]()
  const next = found.next()
  for (const number of [0, 1, 2]) store.park(stored(number), number === 0 ? ['one'] : ['two'])
  void store.append([stored(3)])
  await new Promise((resolve) => setTimeout(resolve, 20))
  rooms.add('two')
  void store.settle([idOf(3)], 'two')
  const given = [await next, await found.next()].map(({ value }) => value as Recovered)
  expect(idsIn(given)).toEqual(heldFor([1, 2], 'two'))
})

it('finds what is parked wherever it has been moved meanwhile', async () => {
  const store = createTestHome(directory).open()
  // Of several segments, all but one in ten is settled, so that they are copied together.
  for (let number = 0; number < 100; number++) {
    if (number % 10 === 0) store.park?.(stored(number, 100_000), ['two'])
    else void store.append([stored(number, 100_000)])
    if (number % 10 === 0) continue
    for (const sink of ['one', 'two']) void store.settle([idOf(number)], sink)
  }
  const folder = serviceFolder(directory, 'test')
  expect(readdirSync(folder).length).toBeLessThan(6)
  const parked = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]
  expect(idsIn(await recoverAll(store))).toEqual(heldFor(parked, 'two'))
})

it('makes no room by giving up what is parked, and says so where it has none', async () => {
  const home = createTestHome(directory, { maxBytes: 10_000 })
  const store = home.open()
  void store.append([stored(0)])
  let parked = 1
  const parkAll = (): void => {
    for (; parked < 20; parked++) store.park?.(stored(parked), ['two'])
  }
  expect(parkAll).toThrow('full')
  const numbers = Array.from({ length: parked - 1 }, (_, index) => index + 1)
  expect(numbers.length).toBeGreaterThan(4)
  expect(() => store.append([stored(50)])).toThrow('full')
  const found = await recoverAll(store)
  expect(idsIn(found)).toEqual(['displaced', ...heldFor(numbers, 'two')])
  // In the hands of their taker, they may go as any other.
  expect(() => store.append([stored(51)])).not.toThrow()
})

it('tells of what nobody can read any more, and gives the others', async () => {
  const store = createTestHome(directory).open()
  for (const number of [1, 2, 3]) store.park?.(stored(number), ['two'])
  const folder = serviceFolder(directory, 'test')
  const [name = ''] = readdirSync(folder)
  const bytes = readFileSync(join(folder, name))
  bytes.fill('?', bytes.indexOf(idOf(2)), bytes.indexOf(idOf(2)) + 8)
  writeFileSync(join(folder, name), bytes)
  const [first, , third] = heldFor([1, 2, 3], 'two')
  expect(idsIn(await recoverAll(store))).toEqual([first, 'unreadable', third])
})

it('gives nothing to those that have it by now, nor when it is kept once more', async () => {
  const store = createTestHome(directory).open()
  for (const number of [1, 2, 3]) store.park?.(stored(number), ['one', 'two'])
  void store.settle([idOf(1)], 'one')
  for (const sink of ['one', 'two']) void store.settle([idOf(2)], sink)
  void store.append([stored(3)])
  expect(idsIn(await recoverAll(store))).toEqual(heldFor([1], 'two'))
})

it('keeps nothing once it is closed', async () => {
  const store = createTestHome(directory).open()
  await store.close()
  expect(() => store.park?.(stored(1), ['two'])).toThrow('closed')
  await vi.waitFor(async () => expect(await recoverAll(store)).toEqual([]))
})

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OutboxStore, Recovered } from '@holdfast/shared'
import { createSampleSignal } from '@holdfast/shared/contracts'
import { afterAll, expect, it } from 'vitest'
import { createTestHome } from './createTestHome.ts'
import { serviceFolder } from './serviceFolder.ts'

const root = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const rounds = 10_000
const seed = Number(process.env['HOLDFAST_SEED'] ?? 1)

/** Numbers from 0 to below the given: a linear congruential generator is enough to hit bytes by. */
const createDice = (start: number): ((sides: number) => number) => {
  let state = start % 2_147_483_647 || 1
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647
    return state % Math.max(1, sides)
  }
}

type Dice = ReturnType<typeof createDice>

/** Where it changes bytes, and the bytes that stand there then. */
interface Change {
  readonly from: number
  readonly to: number
  readonly instead: Buffer
}

const changes: readonly ((bytes: Buffer, dice: Dice) => Change)[] = [
  (bytes, dice) => {
    const from = dice(bytes.length)
    return { from, to: from + 1, instead: Buffer.from([(bytes[from] ?? 0) ^ (1 << dice(8))]) }
  },
  (bytes, dice) => ({ from: dice(bytes.length), to: bytes.length, instead: Buffer.alloc(0) }),
  (bytes, dice) => {
    const from = dice(bytes.length)
    return {
      from,
      to: from,
      instead: Buffer.from(Array.from({ length: dice(60) }, () => dice(256))),
    }
  },
  (bytes, dice) => {
    const from = dice(bytes.length)
    return { from, to: from + dice(400), instead: Buffer.alloc(0) }
  },
  (bytes, dice) => {
    const [from, start] = [dice(bytes.length), dice(bytes.length)]
    return { from, to: from, instead: bytes.subarray(start, start + dice(1_500)) }
  },
  (bytes, dice) => {
    const [from, length] = [dice(bytes.length), dice(600)]
    return { from, to: Math.min(bytes.length, from + length), instead: Buffer.alloc(length) }
  },
  (bytes, dice) => {
    const from = dice(bytes.length)
    const middle = from + dice(300)
    const to = middle + dice(300)
    const instead = Buffer.concat([bytes.subarray(middle, to), bytes.subarray(from, middle)])
    return { from, to: Math.min(bytes.length, to), instead }
  },
]

const recoverAll = async (store: OutboxStore): Promise<readonly Recovered[]> => {
  const all: Recovered[] = []
  for await (const found of store.recover()) all.push(found)
  return all
}

const writeSample = (): { readonly bytes: Buffer; readonly starts: readonly number[] } => {
  const home = createTestHome(join(root, 'sample'))
  const folder = serviceFolder(join(root, 'sample'), 'test')
  const store = home.open()
  for (let number = 0; number < 20; number++) {
    void store.append([{ signal: createSampleSignal(number), owed: ['one'] }])
  }
  void store.close()
  const [name = ''] = readdirSync(folder)
  const bytes = readFileSync(join(folder, name))
  const starts = [...bytes.keys()].filter((index) => bytes[index] === 0x1e)
  return { bytes, starts: [...starts, bytes.length] }
}

/** The id of a sample. */
const idOf = (number: number): string => createSampleSignal(number).id

const sample = writeSample()
const slots = sample.starts.slice(0, -1).map((start, number) => ({
  id: idOf(number),
  start,
  /** The line end behind a text says nothing. */
  end: (sample.starts[number + 1] ?? 0) - 1,
}))

/** Recovers one damaged file, and says which of the records that were not hit did not come back. */
const missingOf = async (
  directory: string,
  number: number,
  dice: Dice,
): Promise<readonly string[]> => {
  const { bytes } = sample
  const { from, to, instead } = changes[dice(changes.length)]?.(bytes, dice) ?? nothing
  const folder = serviceFolder(directory, 'test')
  const name = `000000000-${number.toString(16).padStart(16, '0')}.free.seg`
  const damaged = Buffer.concat([bytes.subarray(0, from), instead, bytes.subarray(to)])
  writeFileSync(join(folder, name), damaged, { mode: 0o600 })
  const store = createTestHome(directory).open()
  const found = await recoverAll(store)
  const held = found.flatMap((one) => (one.type === 'held' ? [one.signal.id] : []))
  void store.settle(held, 'one')
  void store.close()
  const intact = slots.filter(({ start, end }) => end <= from || start >= to)
  const left = readdirSync(folder).map((file) => `left behind: ${file}`)
  return [...left, ...intact.map(({ id }) => id).filter((id) => !held.some((one) => one === id))]
}

const nothing: Change = { from: 0, to: 0, instead: Buffer.alloc(0) }

it('gives every record that was not hit, of 10,000 damaged files', {
  timeout: 300_000,
}, async () => {
  const dice = createDice(seed)
  const directory = join(root, 'fuzz')
  mkdirSync(serviceFolder(directory, 'test'), { recursive: true, mode: 0o700 })
  let slowest = 0
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    const missing = await missingOf(directory, round, dice)
    slowest = Math.max(slowest, performance.now() - started)
    expect(missing, `HOLDFAST_SEED=${seed}, file ${round}`).toEqual([])
  }
  // Some milliseconds each; a disk that is busy may keep one waiting.
  expect(slowest).toBeLessThan(10_000)
})

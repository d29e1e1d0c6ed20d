import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Milliseconds, milliseconds, type UsageJournal } from '@holdfast/shared'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { serviceFolder } from '../spool/serviceFolder.ts'
import {
  createTestClock,
  createTestJournals,
  createTestLifecycle,
  recoverAll,
  replayOf,
  testRow,
} from './createTestJournals.ts'

const newPlace = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

describe('a journal', () => {
  it('gives each page to one taker only', async () => {
    const journals = createTestJournals(newPlace())
    const writer = journals.open()
    const pages = Array.from({ length: 40 }, () => writer.begin())
    for (const page of pages) page.note(testRow(0), 1)
    journals.crash()
    const takers = [journals.open(), journals.open(), journals.open()]
    const shares = await Promise.all(takers.map(recoverAll))
    const ids = shares.flat().map(({ id }) => id)
    expect([...ids].sort()).toEqual(pages.map(({ id }) => id).sort())
  })

  it('takes nothing of those that live, nor its own', async () => {
    const journals = createTestJournals(newPlace())
    const journal = journals.open()
    journal.begin().note(testRow(0), 1)
    expect(await recoverAll(journal)).toEqual([])
    expect(await recoverAll(journals.open())).toEqual([])
  })

  it('leaves to another what is open when it closes, what it has taken, and what it has not', async () => {
    const journals = createTestJournals(newPlace())
    const before = journals.open()
    for (let number = 0; number < 3; number++) before.begin().note(testRow(0), number)
    before.close()
    const second = journals.open()
    const open = second.begin()
    open.note(testRow(0), 3)
    for await (const _ of second.recover()) break
    second.close()
    second.close()
    expect(() => open.note(testRow(0), 4)).toThrow('closed')
    expect(() => second.begin().note(testRow(0), 4)).toThrow('closed')
    const left = await recoverAll(journals.open())
    const quantities = left.map((page) => replayOf(page).uses.map(([, quantity]) => quantity))
    expect(quantities.flat().sort()).toEqual([0, 1, 2, 3])
  })

  it('leaves open pages to another as the process exits, and can still remove them', async () => {
    const journals = createTestJournals(newPlace())
    const { lifecycle, end } = createTestLifecycle()
    const journal = journals.open({ lifecycle })
    const [page, removed] = [journal.begin(), journal.begin()]
    page.note(testRow(0), 1)
    removed.note(testRow(0), 2)
    end()
    removed.remove()
    const left = await recoverAll(journals.open())
    expect(left.map(({ id }) => id)).toEqual([page.id])
  })

  it('looks again for what siblings have left, until it is closed', async () => {
    const journals = createTestJournals(newPlace())
    const found: string[] = []
    const taker = journals.open({ pause: milliseconds(5) })
    const looking = (async () => {
      for await (const { id, remove } of taker.recover()) {
        found.push(id)
        remove()
      }
    })()
    const ids: string[] = []
    for (let life = 0; life < 3; life++) {
      const sibling = journals.open()
      const page = sibling.begin()
      page.note(testRow(0), 1)
      ids.push(page.id)
      sibling.close()
      await vi.waitFor(() => expect(found).toEqual(ids))
    }
    taker.close()
    await looking
    expect(journals.paths()).toEqual([])
  })

  it('takes what an owner elsewhere has only when it is silent for a minute', async () => {
    const journals = createTestJournals(newPlace())
    journals.open().begin().note(testRow(0), 1)
    journals.crash('unsure')
    const { clock, advance } = createTestClock()
    const taker = journals.open({ clock })
    const looks: number[] = []
    for (let look = 0; look < 8; look++) {
      looks.push((await recoverAll(taker)).length)
      const [path = ''] = journals.paths()
      // A sign of life, as each write is one.
      if (look < 3) utimesSync(path, look, Date.now() / 1_000 - 100 + look)
      advance(30_000)
    }
    expect(looks).toEqual([0, 0, 0, 0, 0, 1, 0, 0])
  })

  it.each([
    ['its own', async (journal: UsageJournal) => journal.begin().note(testRow(0), 1)],
    ['those that it has taken', async (journal: UsageJournal) => void (await recoverAll(journal))],
  ])('gives signs of life for %s', async (_, open) => {
    const journals = createTestJournals(newPlace())
    const due: (() => void)[] = []
    const after = (delay: Milliseconds, task: () => void) => {
      if (delay > 0) due.push(task)
      else setImmediate(task)
      return () => undefined
    }
    const before = journals.open()
    before.begin().note(testRow(0), 1)
    before.close()
    await open(journals.open({ scheduler: { after, hold: after } }))
    const [path = ''] = journals.paths().filter((name) => !name.includes('free'))
    utimesSync(path, 1, 1)
    for (const task of due.splice(0)) task()
    await vi.waitFor(() => expect(statSync(path).mtimeMs).toBeGreaterThan(1_000_000))
    expect(due).toHaveLength(1)
  })

  it('keeps what it has taken, however long nobody had touched it', async () => {
    const journals = createTestJournals(newPlace())
    journals.open().begin().note(testRow(0), 1)
    for (const path of journals.paths()) utimesSync(path, 1, 1)
    journals.crash('unsure')
    const [taker, other] = [journals.open(), journals.open()]
    expect(await recoverAll(taker)).toHaveLength(1)
    journals.crash('unsure')
    expect(await recoverAll(other)).toEqual([])
  })

  it('leaves what is no file of ours where it lies, and takes the others', async () => {
    const directory = newPlace()
    const journals = createTestJournals(directory)
    const before = journals.open()
    before.begin().note(testRow(0), 1)
    before.close()
    const folder = serviceFolder(directory, 'test')
    writeFileSync(join(directory, 'secret'), 'text')
    symlinkSync(join(directory, 'secret'), join(folder, '000000000-0123456789abcdef.free.use'))
    writeFileSync(join(folder, 'other.use'), 'text')
    const left = await recoverAll(journals.open())
    expect(left.map((page) => replayOf(page).uses.length)).toEqual([1])
    expect(readFileSync(join(directory, 'secret'), 'utf8')).toBe('text')
    expect(readdirSync(folder)).toContain('other.use')
  })
})

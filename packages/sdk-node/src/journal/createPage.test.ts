import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loadCrc, readRecords } from '../spool/record.ts'
import {
  createTestClock,
  createTestJournals,
  recoverAll,
  replayOf,
  testRow,
} from './createTestJournals.ts'

const newPlace = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

describe('a page', () => {
  it('is given to the next life, with the same rows and quantities in the same order', async () => {
    const journals = createTestJournals(newPlace())
    const page = journals.open().begin()
    const rows = [testRow(0), testRow(1, 'order "1"'), testRow(2, '')]
    const uses = Array.from({ length: 50 }, (_, number) => {
      const row = rows[(number * 7) % 3] ?? testRow(0)
      return [row, number * 0.1 - 2] as const
    })
    for (const [row, quantity] of uses) page.note(row, quantity)
    journals.crash()
    const [left, ...more] = await recoverAll(journals.open())
    expect(more).toEqual([])
    expect(left?.id).toBe(page.id)
    expect(page.id).toMatch(/^[0-9a-f]{20}$/)
    for (const _ of ['once', 'again']) expect(replayOf(left)).toEqual({ uses, unreadable: 0 })
    const [first] = replayOf(left).uses
    expect(replayOf(left).uses.filter(([row]) => row.index === first?.[0].index)).toHaveLength(17)
    left?.remove()
    left?.remove()
    expect(journals.paths()).toEqual([])
  })

  it('gives one object for each row', async () => {
    const journals = createTestJournals(newPlace())
    const page = journals.open().begin()
    for (let number = 0; number < 30; number++) page.note(testRow(number % 3), 1)
    journals.crash()
    const [left] = await recoverAll(journals.open())
    expect(new Set(replayOf(left).uses.map(([row]) => row)).size).toBe(3)
  })

  it('touches nothing before its first use, and leaves nothing when it is removed', () => {
    const directory = join(newPlace(), 'later')
    const journals = createTestJournals(directory)
    const page = journals.open().begin()
    expect(page.id).toBe(page.id)
    page.remove()
    expect(existsSync(directory)).toBe(false)
    const other = journals.open().begin()
    other.note(testRow(0), 1)
    expect(journals.paths()).toHaveLength(1)
    other.remove()
    other.remove()
    expect(journals.paths()).toEqual([])
    expect(() => other.note(testRow(0), 1)).toThrow('removed')
  })

  it('is on disk before note returns, in a file that only we may read', () => {
    const journals = createTestJournals(newPlace())
    const page = journals.open().begin()
    page.note(testRow(0), 1)
    const [path = ''] = journals.paths()
    const before = readFileSync(path)
    page.note(testRow(0), 2.5)
    const [added, ...more] = readRecords(readFileSync(path), loadCrc()).records.slice(1)
    expect([added?.offset, added?.body.toString(), more]).toEqual([before.length, '[1,0,2.5]', []])
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it.each([
    ['a file', (place: string) => writeFileSync(place, '')],
    ['a link to nowhere', (place: string) => symlinkSync('/nonexistent/place', place)],
    [
      'a folder that all may change',
      (place: string) => {
        mkdirSync(place)
        chmodSync(place, 0o777)
      },
    ],
  ])('throws in few words where its place is %s, and leaves that alone', async (_, spoil) => {
    const place = join(newPlace(), 'spoilt')
    spoil(place)
    const journal = createTestJournals(place).open()
    const page = journal.begin()
    for (const _ of ['once', 'again']) {
      expect(() => page.note(testRow(0), 1)).toThrow(`Nothing can be kept in ${place}: `)
    }
    expect(await recoverAll(journal)).toEqual([])
    expect(() => page.remove()).not.toThrow()
    expect(() => journal.close()).not.toThrow()
  })

  it('that is larger than the window by which it is read comes back whole', async () => {
    const journals = createTestJournals(newPlace())
    const page = journals.open().begin()
    const giant = { ...testRow(0), subject: 'x'.repeat(2_500_000) }
    page.note(giant, 1)
    for (let number = 1; number < 60_000; number++) page.note(testRow((number % 500) + 1), number)
    journals.crash()
    const [left] = await recoverAll(journals.open())
    const { uses, unreadable } = replayOf(left)
    expect([uses.length, unreadable]).toEqual([60_000, 0])
    expect(uses[0]).toEqual([giant, 1])
    expect(uses.every(([, quantity], number) => quantity === Math.max(1, number))).toBe(true)
  })

  it('refuses what it cannot keep, and all that follows', async () => {
    const journals = createTestJournals(newPlace(), { maxBytes: 4_096 })
    const page = journals.open().begin()
    page.note(testRow(0), 1)
    expect(() => page.note({ ...testRow(1), subject: 'x'.repeat(5_000) }, 1)).toThrow('4096 bytes')
    expect(() => page.note(testRow(0), 1)).toThrow('4096 bytes')
    const other = journals.open().begin()
    expect(() => other.note(testRow(0), Number.NaN)).toThrow('finite')
    expect(() => other.note(testRow(0), 1)).toThrow('finite')
    journals.crash()
    const [left] = await recoverAll(journals.open())
    expect(replayOf(left)).toEqual({ uses: [[testRow(0), 1]], unreadable: 0 })
  })

  it('of which the file was taken or deleted is not made longer', () => {
    for (const spoil of [(path: string) => renameSync(path, `${path}.taken`), rmSync]) {
      const journals = createTestJournals(newPlace())
      const { clock, advance } = createTestClock()
      const journal = journals.open({ clock })
      const page = journal.begin()
      page.note(testRow(0), 1)
      const [path = ''] = journals.paths()
      spoil(path)
      advance(60_000)
      expect(() => page.note(testRow(0), 1)).toThrow('taken')
      expect(() => journal.begin().note(testRow(0), 1)).not.toThrow()
      page.remove()
    }
  })
})

import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wallTime } from '@holdfast/shared'
import { afterAll, describe, expect, it } from 'vitest'
import { lookForOrphans } from './orphans.ts'
import { createOwners } from './owner.ts'
import { createWatch } from './watch.ts'

const directory = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('owners', () => {
  const { self, stateOf } = createOwners()
  const [host, pid, start] = self.split('_')

  it('are alive while their process runs, under whatever name', () => {
    expect([stateOf(self), stateOf(createOwners().self), stateOf('free')]).toEqual([
      'alive',
      'alive',
      'free',
    ])
  })

  it('of another thread of this process are known only by their signs of life', () => {
    // Each thread draws a number of its own; where it runs, and since when, they have in common.
    expect(stateOf(`${host}_${pid}_${start}_0123456789abcdef`)).toBe('unsure')
    const other = createOwners()
    other.end()
    expect(stateOf(other.self)).toBe('unsure')
  })

  it('are dead when their process is, or its number is used again', () => {
    expect(stateOf(`${host}_4194303_${start}_x`)).toBe('dead')
    expect(stateOf(`${host}_${pid}_12345_x`)).toBe('dead')
  })

  it('of another machine are taken at once where they have been silent for long', () => {
    const [old, young] = [1, 2].map((number) => {
      const name = `00000000${number}-0123456789abcdef.000000000000_1_1_${number}.seg`
      writeFileSync(join(directory, name), '')
      return name
    })
    const eleven = Date.now() / 1_000 - 660
    utimesSync(join(directory, old ?? ''), eleven, eleven)
    const watch = createWatch({ now: () => 0 as never, wall: () => wallTime(0) })
    const seen = lookForOrphans(directory, 'seg', { owners: createOwners(), watch })
    expect(seen.orphans).toEqual([old])
    expect(readdirSync(directory)).toEqual([old, young])
  })

  it('of another machine are known only by their signs of life', () => {
    expect(stateOf(`000000000000_${pid}_${start}_x`)).toBe('unsure')
    let now = 0
    const watch = createWatch({ now: () => now as never, wall: () => wallTime(0) })
    const silentAt = (time: number, sign: number): boolean => {
      now = time
      return watch.isSilent('a', sign)
    }
    // A sign may go back: only that it changes counts.
    expect([silentAt(0, 9), silentAt(59_000, 5), silentAt(118_000, 5)]).toEqual([
      false,
      false,
      false,
    ])
    expect(silentAt(119_000, 5)).toBe(true)
  })
})

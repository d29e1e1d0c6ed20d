import { readdirSync, renameSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type NodeRun, runNode } from '../harness/runNode.ts'
import { openPlace, type Place } from './openPlace.ts'

const command = new URL('../../packages/sdk-node/dist/holdfast.js', import.meta.url)

const holdfast = (place: Place, ...words: readonly string[]): Promise<NodeRun> =>
  runNode({ script: command, words: ['spool', ...words], env: place.envOf() })

const service = ['--service', 'crash']

/** A place with 500 signals whose owner was killed. */
const openOrphaned = async (): Promise<Place> => {
  const place = await openPlace()
  await place.run('burst.mjs', { isUp: false })
  return place
}

const segmentOf = ({ directory }: Place): string => {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  return join(directory, names.find((name) => name.endsWith('.seg')) ?? '')
}

/** As if its owner ran on another machine. */
const moveElsewhere = (place: Place): void => {
  const path = segmentOf(place)
  renameSync(path, path.replace(/\.[0-9a-f]{12}_/, '.000000000000_'))
}

describe('holdfast spool', () => {
  it('ls tells of an empty place, and of what lies there', async () => {
    const empty = await holdfast(await openPlace(), 'ls')
    expect(empty).toMatchObject({ code: 0, stdout: 'nothing lies here\n' })
    const { code, stdout } = await holdfast(await openOrphaned(), 'ls')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^crash \(.*\)\n {2}orphan, \d+ bytes, error 500, owed to http 500, /)
  })

  it('replay sends what an orphan holds, and leaves nothing', async () => {
    const place = await openOrphaned()
    const { code, stdout } = await holdfast(place, 'replay', ...service, '--url', place.sink.url)
    expect(stdout).toBe('found 500, delivered 500, left 0\n')
    expect(code).toBe(0)
    expect(place.sink.taken('http').size).toBe(500)
    expect((await holdfast(place, 'ls')).stdout).toBe('nothing lies here\n')
  })

  it('replay fails where something is left, and leaves it whole', async () => {
    const place = await openOrphaned()
    const target = ['--url', 'http://127.0.0.1:9/', '--timeout', '1s']
    const { code, stdout } = await holdfast(place, 'replay', ...service, ...target)
    expect(stdout).toContain('found 500, delivered 0, left 500\n')
    expect(code).toBe(1)
    expect((await holdfast(place, 'ls')).stdout).toContain('free, ')
  })

  it.each([401, 403, 404, 413])('replay keeps what its sink answers with %i', async (status) => {
    const place = await openOrphaned()
    place.sink.behaveAlways({ do: 'answer', status })
    const target = [...service, '--url', place.sink.url]
    const { code, stdout } = await holdfast(place, 'replay', ...target)
    const reason = status === 413 ? 'tooLarge' : 'rejected'
    expect(stdout).toContain(`delivered 0, left 500\nnot delivered: ${reason} 500\n`)
    expect(code).toBe(1)
    place.sink.behaveAlways(undefined)
    const again = await holdfast(place, 'replay', ...target)
    expect(again).toMatchObject({ code: 0, stdout: 'found 500, delivered 500, left 0\n' })
  })

  it('replay sends what is too old for a monitor', async () => {
    const place = await openPlace()
    const eightDays = 8 * 86_400_000
    await place.run('burst.mjs', { isUp: false, env: { CLOCK_SHIFT: `-${eightDays}` } })
    const { code, stdout } = await holdfast(place, 'replay', ...service, '--url', place.sink.url)
    expect(stdout).toBe('found 500, delivered 500, left 0\n')
    expect(code).toBe(0)
  })

  it('replay leaves what is owed to another sink to that one', async () => {
    const place = await openOrphaned()
    const { code, stdout } = await holdfast(place, 'replay', ...service, '--dsn', place.sink.dsn)
    expect(stdout).toBe('found 0, delivered 0, left 500\n')
    expect(code).toBe(1)
    const meant = ['--dsn', place.sink.dsn, '--sink', 'http']
    const second = await holdfast(place, 'replay', ...service, ...meant)
    expect(second).toMatchObject({ code: 0, stdout: 'found 500, delivered 500, left 0\n' })
  })

  it('purge deletes only when it is told so twice, and tells what', async () => {
    const place = await openOrphaned()
    expect(await holdfast(place, 'purge', ...service)).toMatchObject({ code: 2, stdout: '' })
    const { code, stdout } = await holdfast(place, 'purge', ...service, '--yes')
    expect(code).toBe(0)
    expect(stdout).toContain('purged 500 signals in 1 segments; 0 segments have owners')
  })

  it('says which services there are where the one that is named keeps nothing', async () => {
    const place = await openOrphaned()
    const mistyped = ['--service', 'crahs']
    const expected = { code: 1, stdout: 'that service keeps nothing here; these do: crash\n' }
    expect(await holdfast(place, 'purge', ...mistyped, '--yes')).toMatchObject(expected)
    const replay = await holdfast(place, 'replay', ...mistyped, '--url', place.sink.url)
    expect(replay).toMatchObject(expected)
  })

  it('takes what another host has only by force', async () => {
    const place = await openOrphaned()
    moveElsewhere(place)
    expect((await holdfast(place, 'ls')).stdout).toMatch(
      /owner elsewhere, last sign of life \d+ s ago/,
    )
    const target = [...service, '--url', place.sink.url]
    const kind = await holdfast(place, 'replay', ...target)
    expect(kind).toMatchObject({ code: 1, stdout: 'found 0, delivered 0, left 500\n' })
    expect((await holdfast(place, 'purge', '--all', '--yes')).stdout).toContain('purged 0 signals')
    const forced = await holdfast(place, 'replay', ...target, '--force')
    expect(forced).toMatchObject({ code: 0, stdout: 'found 500, delivered 500, left 0\n' })
  })

  it('purge deletes by force what another host has', async () => {
    const place = await openOrphaned()
    moveElsewhere(place)
    const { stdout } = await holdfast(place, 'purge', '--all', '--yes', '--force')
    expect(stdout).toContain('purged 500 signals in 1 segments')
  })

  it('ls tells of a segment that is too large to look into', async () => {
    const place = await openOrphaned()
    truncateSync(segmentOf(place), 3_000_000_000)
    const { code, stdout } = await holdfast(place, 'ls')
    expect(code).toBe(0)
    expect(stdout).toContain('orphan, 3000000000 bytes, too large to look into, ')
  })

  it.each([
    [['burn'], 'expected one of'],
    [['replay'], '--service'],
    [['replay', ...service], 'expected either --dsn or --url'],
    [['replay', ...service, '--url', 'ftp://x'], '--url: expected'],
    [['purge', '--yes'], 'expected either --service or --all'],
    [['ls', '--nonsense'], '--nonsense'],
  ])('explains what is wrong with %j', async (words, expected) => {
    const { code, stderr } = await holdfast(await openPlace(), ...words)
    expect(code).toBe(2)
    expect(stderr).toContain(expected)
    expect(stderr).toContain('holdfast spool ls')
  })
})

import { readdirSync } from 'node:fs'
import type { FaultySink } from '@holdfast/shared/testing'
import { describe, expect, it } from 'vitest'
import { repeatsOf } from '../harness/expectSeen.ts'
import { killWhileLoaded } from './killWhileLoaded.ts'
import { idsIn, openPlace, reportOf } from './openPlace.ts'

const day = 86_400_000

const missingAt = (sink: FaultySink, ids: readonly string[]): readonly string[] => {
  const taken = sink.taken('http')
  return ids.filter((id) => !taken.has(id))
}

describe('a process that is killed', () => {
  it('loses none of 500 captured in one tick', async () => {
    const place = await openPlace()
    const burst = await place.run('burst.mjs', { isUp: false })
    expect(burst.signal).toBe('SIGKILL')
    const ids = idsIn(burst)
    const { recovered, delivered } = reportOf(
      await place.run('recover.mjs', { env: { EXPECTED: '500' } }),
    )
    expect({ recovered, delivered, ids: ids.length }).toEqual({
      recovered: 500,
      delivered: 500,
      ids: 500,
    })
    expect(missingAt(place.sink, ids)).toEqual([])
    expect(repeatsOf(place.sink.taken('http'))).toEqual([])
    expect(filesIn(place.directory)).toEqual([])
  })

  it.each(['interval', 'always'])('loses none with fsync %s either', async (fsync) => {
    const place = await openPlace()
    const ids = idsIn(await place.run('burst.mjs', { isUp: false, env: { FSYNC: fsync } }))
    await place.run('recover.mjs', { env: { EXPECTED: '500' } })
    expect(missingAt(place.sink, ids)).toEqual([])
  })

  it('loses none where four share the folder, and four take over', async () => {
    const place = await openPlace()
    const four = [1, 2, 3, 4]
    const bursts = await Promise.all(four.map(() => place.run('burst.mjs', { isUp: false })))
    const ids = bursts.flatMap(idsIn)
    const way = { env: { PATIENCE: '4000' } }
    const takers = await Promise.all(four.map(() => place.run('recover.mjs', way)))
    const recovered = takers.map((run) => Number(reportOf(run)['recovered']))
    expect(ids).toHaveLength(2_000)
    expect(recovered.reduce((sum, count) => sum + count, 0)).toBe(2_000)
    expect(missingAt(place.sink, ids)).toEqual([])
    expect(repeatsOf(place.sink.taken('http'))).toEqual([])
  })

  it('leaves an orphan that exactly one of several takes', async () => {
    const place = await openPlace()
    await place.run('burst.mjs', { isUp: false })
    const way = { env: { PATIENCE: '3000' } }
    const takers = await Promise.all([1, 2].map(() => place.run('recover.mjs', way)))
    const recovered = takers.map((run) => Number(reportOf(run)['recovered']))
    expect([...recovered].sort((one, other) => one - other)).toEqual([0, 500])
  })

  it.each([
    ['back', day],
    ['forward', -day],
  ])('loses none when the clock has gone %s a day since', async (_, shift) => {
    const place = await openPlace()
    const env = { CLOCK_SHIFT: String(shift) }
    const ids = idsIn(await place.run('burst.mjs', { isUp: false, env }))
    await place.run('recover.mjs', { env: { EXPECTED: '500' } })
    expect(missingAt(place.sink, ids)).toEqual([])
  })

  it('loses none whose files were deleted while it ran', async () => {
    const place = await openPlace()
    const ids = idsIn(await place.run('deleted.mjs', { isUp: false }))
    await place.run('recover.mjs', { env: { EXPECTED: '20' } })
    expect(ids).toHaveLength(20)
    expect(missingAt(place.sink, ids)).toEqual([])
  })

  it('loses none in 200 lives, each killed at a random moment', { timeout: 180_000 }, async () => {
    const place = await openPlace()
    const acknowledged: string[] = []
    let left = 200
    const work = async (): Promise<void> => {
      while (left-- > 0) {
        const env = place.envOf({ isUp: left % 3 > 0 })
        acknowledged.push(...(await killWhileLoaded(env)))
      }
    }
    await Promise.all([work(), work(), work(), work()])
    await place.run('recover.mjs', { env: { PATIENCE: '6000' } })
    await place.run('recover.mjs', { env: { PATIENCE: '2000' } })
    expect(acknowledged.length).toBeGreaterThan(1_000)
    expect(new Set(acknowledged).size).toBe(acknowledged.length)
    expect(missingAt(place.sink, acknowledged)).toEqual([])
    expect(filesIn(place.directory)).toEqual([])
  })
})

const filesIn = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.seg'),
  )

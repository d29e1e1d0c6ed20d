import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mountObstacle, mountSmall } from './mountSmall.ts'
import { idsIn, openPlace, type Place, reportOf } from './openPlace.ts'

const obstacle = mountObstacle()

/** All arrives by memory alone, and that nothing could be kept is said once. */
const expectSurvival = async (place: Place, directory: string): Promise<void> => {
  const run = await place.run('survive.mjs', { directory })
  expect(run).toMatchObject({ code: 0, stderr: '' })
  expect(reportOf(run)).toMatchObject({ accepted: 200, delivered: 200, said: ['storeFailed'] })
}

describe.skipIf(obstacle)(`a disk of its own${obstacle ? ` (${obstacle})` : ''}`, () => {
  it('that is full costs no signal', async () => {
    await expectSurvival(await openPlace(), mountSmall('rw'))
  })

  it('that is full keeps what it had taken, whole', async () => {
    const place = await openPlace()
    const directory = mountSmall('rw')
    const ids = idsIn(await place.run('burst.mjs', { isUp: false, directory }))
    const env = { PATIENCE: '2000' }
    const report = reportOf(await place.run('recover.mjs', { directory, env }))
    expect(ids).toHaveLength(500)
    expect(Number(report['recovered'])).toBeGreaterThan(20)
    expect(report['delivered']).toBe(report['recovered'])
  })

  it('that is read-only costs no signal', async () => {
    await expectSurvival(await openPlace(), mountSmall('ro'))
  })
})

const spoilers: readonly (readonly [string, (path: string) => void])[] = [
  ['is a file', (path) => writeFileSync(path, '')],
  [
    'everybody may change',
    (path) => {
      mkdirSync(path)
      chmodSync(path, 0o777)
    },
  ],
  ['is a link to nowhere', (path) => symlinkSync('/nonexistent/place', path)],
]

describe('a folder that', () => {
  it.each(spoilers)('%s costs no signal', async (_, spoil) => {
    const place = await openPlace()
    const path = join(place.directory, 'spoilt')
    spoil(path)
    await expectSurvival(place, path)
  })

  it('nobody can make costs no signal, and no time', async () => {
    const place = await openPlace()
    await expectSurvival(place, '/proc/holdfast/spool')
  })
})

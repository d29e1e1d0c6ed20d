import { expect, it } from 'vitest'
import { shareRuns } from './shareRuns.ts'

/** Runs that end when they are told to. */
const setUp = () => {
  const ends: ((failed?: Error) => void)[] = []
  const shared = shareRuns(
    () =>
      new Promise<number>((resolve, reject) => {
        const number = ends.length
        ends.push((failed) => (failed ? reject(failed) : resolve(number)))
      }),
  )
  return { shared, ends }
}

it('gives who asks meanwhile the next one, and all of them the same', async () => {
  const { shared, ends } = setUp()
  const first = shared()
  const others = [shared(), shared(), shared()]
  expect(ends).toHaveLength(1)
  ends[0]?.()
  expect(await first).toBe(0)
  await Promise.resolve()
  expect(ends).toHaveLength(2)
  const later = shared()
  ends[1]?.()
  expect(await Promise.all(others)).toEqual([1, 1, 1])
  await Promise.resolve()
  ends[2]?.()
  expect(await later).toBe(2)
  void shared()
  expect(ends).toHaveLength(4)
})

it('goes on after one that failed', async () => {
  const { shared, ends } = setUp()
  const first = shared()
  const second = shared()
  ends[0]?.(new Error('no'))
  await expect(first).rejects.toThrow('no')
  await Promise.resolve()
  ends[1]?.()
  expect(await second).toBe(1)
})

import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Contestant, contestants, type Run } from './contestants.ts'

const down = (): Promise<never> => Promise.reject(new Error('down'))
const up = (): Promise<string> => Promise.resolve('up')
const messageOf = (run: Promise<unknown>): Promise<string> =>
  run.then(String, (error: unknown) => (error instanceof Error ? error.message : String(error)))

const openAfter = async (run: Run, failures: number): Promise<void> => {
  for (let index = 0; index < failures; index++) expect(await messageOf(run(down))).toBe('down')
}

const having = (part: keyof Contestant): readonly Contestant[] =>
  contestants.filter((contestant) => contestant[part] !== undefined)

describe.each(contestants)('$name agrees', ({ breaker, timeout, fallback }) => {
  it('opens after so many failures in a row', async () => {
    const run = breaker(3, 10_000)
    await openAfter(run, 3)
    let called = false
    const answer = messageOf(
      run(async () => {
        called = true
      }),
    )
    expect(await answer).toMatch(/open/i)
    expect(called).toBe(false)
  })

  it('stays closed while it is not', async () => {
    const run = breaker(3, 10_000)
    await openAfter(run, 2)
    expect(await run(up)).toBe('up')
  })

  it('closes after a probe that succeeds', async () => {
    const run = breaker(2, 50)
    await openAfter(run, 2)
    await wait(80)
    expect(await run(up)).toBe('up')
    expect(await run(up)).toBe('up')
  })

  it('opens again after a probe that fails', async () => {
    const run = breaker(2, 50)
    await openAfter(run, 2)
    await wait(80)
    expect(await messageOf(run(down))).toBe('down')
    expect(await messageOf(run(up))).toMatch(/open/i)
  })

  it('rejects what takes too long, though it ignores its signal', async () => {
    const started = performance.now()
    expect(await messageOf(timeout(30)(() => wait(5_000, undefined, { ref: false })))).toMatch(
      /timed out|longer/i,
    )
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('falls back to a value', async () => {
    const run = fallback('cached')
    expect([await run(up), await run(down)]).toEqual(['up', 'cached'])
  })
})

describe.each(having('retry'))('$name agrees', ({ retry }) => {
  it('counts its attempts, and rejects with the last error', async () => {
    let calls = 0
    const answer = messageOf(
      retry?.(3)(() => Promise.reject(new Error(`call ${++calls}`))) ?? down(),
    )
    expect([await answer, calls]).toEqual(['call 3', 3])
  })

  it('ends with the first success', async () => {
    let calls = 0
    const run = retry?.(5)(() => (++calls < 3 ? down() : up()))
    expect([await run, calls]).toEqual(['up', 3])
  })
})

describe.each(having('bulkhead'))('$name agrees', ({ bulkhead }) => {
  it('lets so many in, makes so many wait, and rejects the rest', async () => {
    const run = bulkhead?.(1, 1)
    let end: (value: string) => void = () => undefined
    const first = run?.(() => new Promise<string>((resolve) => (end = resolve)))
    const second = run?.(up)
    await expect(run?.(up)).rejects.toThrow(/full|bulkhead/i)
    end('first')
    expect(await Promise.all([first, second])).toEqual(['first', 'up'])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBoundedQueue } from './boundedQueue.ts'

interface Item {
  readonly name: string
  readonly bytes: number
}

const item = (name: string, size = 1): Item => ({ name, bytes: size })
const names = (items: readonly { readonly name: string }[]): readonly string[] =>
  items.map(({ name }) => name)

describe('createBoundedQueue', () => {
  it('lets the oldest go when the count is reached', () => {
    const queue = createBoundedQueue<Item>({ maxCount: 2, maxBytes: 100 })
    queue.push(item('a'))
    queue.push(item('b'))
    expect(names(queue.push(item('c')))).toEqual(['a'])
    expect(names(queue.values())).toEqual(['b', 'c'])
  })

  it('lets as many go as the bytes of a new one need', () => {
    const queue = createBoundedQueue<Item>({ maxCount: 100, maxBytes: 10 })
    queue.push(item('a', 4))
    queue.push(item('b', 4))
    expect(names(queue.push(item('c', 8)))).toEqual(['a', 'b'])
  })

  it('lets an item go that alone is over the limit', () => {
    const queue = createBoundedQueue<Item>({ maxCount: 100, maxBytes: 10 })
    expect(names(queue.push(item('a', 11)))).toEqual(['a'])
    expect(queue.size).toBe(0)
  })

  it('counts what is on loan, and never lets it go', () => {
    const queue = createBoundedQueue<Item>({ maxCount: 2, maxBytes: 100 })
    queue.push(item('a'))
    queue.push(item('b'))
    const [a] = queue.take({ maxCount: 1, maxBytes: 100 })
    expect(names(queue.push(item('c')))).toEqual(['b'])
    expect(a && queue.release(a)).toBe(true)
    expect(a && queue.release(a)).toBe(false)
    expect(names(queue.values())).toEqual(['c'])
  })

  it('puts back at the front only what is still on loan', () => {
    const queue = createBoundedQueue<Item>({ maxCount: 9, maxBytes: 100 })
    for (const name of ['a', 'b', 'c']) queue.push(item(name))
    const taken = queue.take({ maxCount: 2, maxBytes: 100 })
    const [a] = taken
    if (a) queue.release(a)
    queue.putBack(taken, 'front')
    expect(names(queue.take())).toEqual(['b', 'c'])
  })

  it('agrees with a naive model over any sequence of operations', () => {
    const operation = fc.oneof(
      fc.record({ type: fc.constant('push' as const), size: fc.integer({ min: 0, max: 12 }) }),
      fc.record({
        type: fc.constant('take' as const),
        count: fc.integer({ min: 1, max: 5 }),
        weight: fc.integer({ min: 0, max: 20 }),
      }),
      fc.record({ type: fc.constant('release' as const), index: fc.nat(9) }),
      fc.record({ type: fc.constant('putBack' as const) }),
    )
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
        const queue = createBoundedQueue<Item>({ maxCount: 7, maxBytes: 30 })
        let waiting: ReturnType<typeof item>[] = []
        let loaned: ReturnType<typeof item>[] = []
        const weight = () => [...waiting, ...loaned].reduce((sum, one) => sum + one.bytes, 0)
        for (const [step, next] of operations.entries()) {
          if (next.type === 'push') {
            const pushed = item(String(step), next.size)
            waiting.push(pushed)
            const gone = []
            while ((waiting.length + loaned.length > 7 || weight() > 30) && waiting.length > 0)
              gone.push(waiting.shift())
            expect(queue.push(pushed)).toEqual(gone)
          } else if (next.type === 'take') {
            const isEven = (one: Item): boolean => Number(one.name) % 2 === 0
            const goTogether = (one: Item, other: Item): boolean => isEven(one) === isEven(other)
            const fits = (_: Item, index: number): boolean =>
              index < next.count &&
              waiting.slice(0, index + 1).reduce((sum, one) => sum + one.bytes, 0) <= next.weight &&
              waiting.slice(0, index + 1).every((one) => goTogether(one, waiting[0] ?? one))
            const count = Math.max(waiting.filter(fits).length, Math.min(waiting.length, 1))
            const taken = waiting.splice(0, count)
            loaned.push(...taken)
            const limits = { maxCount: next.count, maxBytes: next.weight }
            expect(queue.take(limits, goTogether)).toEqual(taken)
          } else if (next.type === 'release') {
            const [gone] = loaned.splice(next.index, 1)
            if (gone) expect(queue.release(gone)).toBe(true)
          } else {
            const isFront = step % 2 === 0
            queue.putBack(loaned, isFront ? 'front' : 'end')
            waiting = isFront ? [...loaned, ...waiting] : [...waiting, ...loaned]
            loaned = []
          }
          expect(queue.values()).toEqual([...loaned, ...waiting])
          expect(queue.size).toBe(waiting.length)
          const count = waiting.length + loaned.length
          expect(queue.fullness).toBe(Math.max(count / 7, weight() / 30))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('forgets what was taken, however long it lives', () => {
    const queue = createBoundedQueue<Item>({ maxCount: 10, maxBytes: 1_000 })
    for (let round = 0; round < 10_000; round++) {
      const pushed = item(String(round))
      queue.push(pushed)
      queue.take()
      queue.release(pushed)
    }
    queue.push(item('last'))
    expect(names(queue.values())).toEqual(['last'])
  })
})

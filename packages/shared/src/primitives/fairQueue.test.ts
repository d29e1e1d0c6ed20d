import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFairQueue, type FairQueue } from './fairQueue.ts'
import type { QueueLimits } from './turns.ts'

interface Item {
  readonly name: string
  readonly kind: 'error' | 'feedback' | 'log'
  readonly bytes: number
}

const item = (name: string, bytes = 1, kind: Item['kind'] = 'error'): Item => ({
  name,
  kind,
  bytes,
})

const rankOf = ({ kind }: Item): number => (kind === 'log' ? 0 : 1)

const createQueue = (limits: Partial<QueueLimits> = {}): FairQueue<Item> =>
  createFairQueue<Item>(
    { maxCount: 100, maxBytes: 1_000, ...limits },
    { kindOf: ({ kind }) => kind, rankOf },
  )

const names = (items: readonly Item[]): readonly string[] => items.map(({ name }) => name)
const upTo = (maxCount: number): QueueLimits => ({ maxCount, maxBytes: Infinity })

describe('room', () => {
  it('is made by the oldest when the count is reached', () => {
    const queue = createQueue({ maxCount: 2 })
    queue.push(item('a'))
    queue.push(item('b'))
    expect(names(queue.push(item('c')))).toEqual(['a'])
    expect(names(queue.values())).toEqual(['b', 'c'])
  })

  it('is made for the bytes of a new one', () => {
    const queue = createQueue({ maxBytes: 10 })
    queue.push(item('a', 4))
    queue.push(item('b', 4))
    expect(names(queue.push(item('c', 8)))).toEqual(['a', 'b'])
  })

  it('is not made for an item that alone is over the limit', () => {
    const queue = createQueue({ maxBytes: 10 })
    expect(names(queue.push(item('a', 11)))).toEqual(['a'])
    expect(queue.size).toBe(0)
  })

  it('is made by what matters less, be it the new one itself', () => {
    const queue = createQueue({ maxCount: 2 })
    queue.push(item('old error'))
    queue.push(item('log', 1, 'log'))
    expect(names(queue.push(item('error')))).toEqual(['log'])
    expect(names(queue.push(item('late log', 1, 'log')))).toEqual(['late log'])
  })

  it('is made by what matters less of a kind, whatever is older', () => {
    const byName = ({ name }: Item): number => (name.startsWith('warning') ? 1 : 0)
    const rules = { kindOf: ({ kind }: Item) => kind, rankOf: byName }
    const queue = createFairQueue<Item>({ maxCount: 2, maxBytes: 1_000 }, rules)
    queue.push(item('warning 1', 1, 'log'))
    queue.push(item('detail', 1, 'log'))
    expect(names(queue.push(item('warning 2', 1, 'log')))).toEqual(['detail'])
    expect(names(queue.push(item('late detail', 1, 'log')))).toEqual(['late detail'])
    expect(names(queue.take())).toEqual(['warning 1', 'warning 2'])
  })

  it('is made by the kind that has most, among those that matter as much', () => {
    const queue = createQueue({ maxCount: 4 })
    queue.push(item('feedback', 1, 'feedback'))
    for (const name of ['a', 'b', 'c']) queue.push(item(name))
    expect(names(queue.push(item('more', 1, 'feedback')))).toEqual(['a'])
  })

  it('is never made by what is on loan', () => {
    const queue = createQueue({ maxCount: 2 })
    queue.push(item('a'))
    queue.push(item('b'))
    const [a] = queue.take(upTo(1))
    expect(names(queue.push(item('c')))).toEqual(['b'])
    expect(a && queue.release(a)).toBe(true)
    expect(a && queue.release(a)).toBe(false)
    expect(names(queue.values())).toEqual(['c'])
  })

  it('is made by what was put aside, which is older', () => {
    const queue = createQueue({ maxCount: 3 })
    for (const name of ['a', 'b', 'c']) queue.push(item(name))
    queue.putAside(queue.take(upTo(2)))
    expect(names(queue.push(item('d')))).toEqual(['a'])
    expect(names(queue.push(item('e')))).toEqual(['b'])
    expect(names(queue.push(item('f')))).toEqual(['c'])
    expect(names(queue.take())).toEqual(['d', 'e', 'f'])
    expect(queue.has(() => true)).toBe(false)
  })
})

describe('turns', () => {
  it('go to each kind, however many there are of another', () => {
    const queue = createQueue()
    for (let index = 0; index < 50; index++) queue.push(item(`log ${index}`, 1, 'log'))
    queue.push(item('error'))
    queue.push(item('feedback', 1, 'feedback'))
    expect(names(queue.take(upTo(4)))).toEqual(['log 0', 'error', 'feedback', 'log 1'])
  })

  it('pass over a kind that is not open', () => {
    const queue = createQueue()
    queue.push(item('log', 1, 'log'))
    queue.push(item('error'))
    const isOpen = (kind: string): boolean => kind !== 'log'
    expect(names(queue.take(upTo(9), isOpen))).toEqual(['error'])
    expect(queue.has(isOpen)).toBe(false)
    expect(queue.take(upTo(9), isOpen)).toEqual([])
    expect(names(queue.take())).toEqual(['log'])
  })

  it('go to what was put aside together, after the others, or after ten of their turns', () => {
    const queue = createQueue()
    for (const name of ['a', 'b']) queue.push(item(name))
    queue.putAside(queue.take())
    for (let turn = 0; turn < 12; turn++) queue.push(item(`fresh ${turn}`))
    const turns = Array.from({ length: 13 }, () => names(queue.take(upTo(1))).join())
    expect(turns.indexOf('a,b')).toBe(9)
    expect(turns).not.toContain('')
  })

  it('skip what was put aside while a kind of it is not open', () => {
    const queue = createQueue()
    queue.push(item('log', 1, 'log'))
    queue.putAside(queue.take())
    expect(queue.take(upTo(9), (kind) => kind !== 'log')).toEqual([])
    expect(names(queue.take())).toEqual(['log'])
  })
})

it('lends of what was put aside together the kinds that are open, and keeps the rest', () => {
  const queue = createQueue()
  queue.push(item('log', 1, 'log'))
  queue.push(item('error'))
  queue.putAside(queue.take())
  const isOpen = (kind: string): boolean => kind !== 'log'
  expect(queue.has(isOpen)).toBe(true)
  expect(names(queue.take(upTo(9), isOpen))).toEqual(['error'])
  expect(queue.has(isOpen)).toBe(false)
  expect(names(queue.take())).toEqual(['log'])
})

it('makes room where very much was put aside', () => {
  const count = 20_000
  const queue = createQueue({ maxCount: count, maxBytes: Infinity })
  for (let index = 0; index < count; index++) queue.push(item(String(index)))
  queue.putAside(queue.take())
  expect(names(queue.push(item('more')))).toEqual(['0'])
})

it('puts back before the others only what is still on loan', () => {
  const queue = createQueue()
  for (const name of ['a', 'b', 'c']) queue.push(item(name))
  const taken = queue.take(upTo(2))
  const [a] = taken
  if (a) queue.release(a)
  queue.putBack(taken)
  expect(names(queue.take())).toEqual(['b', 'c'])
})

type Operation =
  | { readonly do: 'push'; readonly kind: Item['kind']; readonly bytes: number }
  | {
      readonly do: 'take'
      readonly count: number
      readonly weight: number
      readonly closed: string
    }
  | { readonly do: 'release'; readonly index: number }
  | { readonly do: 'putBack' | 'putAside'; readonly count: number }

const kinds = ['error', 'feedback', 'log'] as const

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    do: fc.constant('push' as const),
    kind: fc.constantFrom(...kinds),
    bytes: fc.nat(12),
  }),
  fc.record({
    do: fc.constant('take' as const),
    count: fc.integer({ min: 1, max: 5 }),
    weight: fc.nat(20),
    closed: fc.constantFrom('', ...kinds),
  }),
  fc.record({ do: fc.constant('release' as const), index: fc.nat(9) }),
  fc.record({
    do: fc.constantFrom('putBack' as const, 'putAside' as const),
    count: fc.nat(9),
  }),
)

it('keeps count of every item over any sequence of operations', () => {
  const maxCount = 7
  const maxBytes = 30
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
      const queue = createQueue({ maxCount, maxBytes })
      const held = new Set<Item>()
      let loaned: Item[] = []
      const push = (pushed: Item): void => {
        held.add(pushed)
        for (const gone of queue.push(pushed)) {
          expect(held.delete(gone) && !loaned.includes(gone), 'it was there to go').toBe(true)
          const waiting = [...held].filter((one) => !loaned.includes(one))
          expect(waiting.every((one) => rankOf(one) >= rankOf(gone))).toBe(true)
        }
      }
      const take = ({ count, weight, closed }: Extract<Operation, { do: 'take' }>): void => {
        const isOpen = (kind: string): boolean => kind !== closed
        const had = queue.has(isOpen)
        const taken = queue.take({ maxCount: count, maxBytes: weight }, isOpen)
        expect(taken.length > 0, 'it takes where it says that it has').toBe(had)
        expect(taken.every((one) => held.has(one) && !loaned.includes(one))).toBe(true)
        expect(taken.every(({ kind }) => isOpen(kind))).toBe(true)
        loaned.push(...taken)
      }
      for (const [step, next] of operations.entries()) {
        if (next.do === 'push') push(item(String(step), next.bytes, next.kind))
        else if (next.do === 'take') take(next)
        else if (next.do === 'release') {
          const [gone] = loaned.splice(next.index, 1)
          if (gone) expect(queue.release(gone) && held.delete(gone)).toBe(true)
        } else {
          queue[next.do](loaned.slice(0, next.count))
          loaned = loaned.slice(next.count)
        }
        expect(new Set(queue.values())).toEqual(held)
        expect(queue.values()).toHaveLength(held.size)
        expect(queue.size).toBe(held.size - loaned.length)
        const weight = [...held].reduce((sum, one) => sum + one.bytes, 0)
        expect(queue.fullness).toBe(Math.max(held.size / maxCount, weight / maxBytes))
      }
    }),
    { numRuns: 500 },
  )
})

it('forgets what was taken, however long it lives', () => {
  const queue = createQueue()
  for (let round = 0; round < 10_000; round++) {
    const pushed = item(String(round))
    queue.push(pushed)
    queue.take()
    queue.release(pushed)
  }
  queue.push(item('last'))
  expect(names(queue.values())).toEqual(['last'])
})

import { describe, expect, it } from 'vitest'
import type { Stats } from '../model/stats.ts'
import { addStats } from './addStats.ts'
import { createDebugChannel, type DiagnosticMessage } from './debugChannel.ts'
import { createGuard } from './guard.ts'
import { createLedger } from './ledger.ts'

const tally = (numbers: object) => ({
  accepted: 0,
  recovered: 0,
  delivered: 0,
  pending: 0,
  lost: {},
  ...numbers,
})

describe('createGuard', () => {
  it('returns what the function returns', () => {
    expect(createGuard(createDebugChannel(false))('x', () => 1)).toBe(1)
  })

  it('returns nothing and says so, whatever is thrown', () => {
    const said: DiagnosticMessage[] = []
    const guard = createGuard(createDebugChannel((message) => said.push(message)))
    const thrown: readonly unknown[] = [new Error('inner'), null, undefined, Object.create(null)]
    for (const value of thrown) {
      const result = guard('work', () => {
        throw value
      })
      expect(result).toBeUndefined()
    }
    expect(said[0]).toEqual({ code: 'internalError', text: 'work failed: inner' })
    expect(said).toHaveLength(2)
  })
})

describe('createDebugChannel', () => {
  it('says a thing once when asked to, and survives a listener that throws', () => {
    const said: string[] = []
    const channel = createDebugChannel(({ code }) => {
      said.push(code)
      throw new Error('listener')
    })
    channel.sayOnce('a', 'one')
    channel.sayOnce('a', 'one')
    channel.sayOnce('a', 'other')
    expect(said).toEqual(['a', 'a'])
  })
})

describe('createLedger', () => {
  it('counts fates by sink and kind, and asks others what is pending', () => {
    const ledger = createLedger(['one', 'two'])
    ledger.book('one', 'error', 'accepted')
    ledger.book('one', 'error', 'accepted')
    ledger.book('one', 'error', 'delivered')
    ledger.book('one', 'error', 'rejected')
    ledger.book('two', 'error', 'recovered')
    expect(ledger.stats((sink) => (sink === 'two' ? 1 : 0))).toMatchObject({
      sinks: {
        one: { error: tally({ accepted: 2, delivered: 1, lost: { rejected: 1 } }) },
        two: { error: tally({ recovered: 1, pending: 1 }) },
      },
    })
    expect(ledger.totals()).toEqual({ accepted: 2, recovered: 1, delivered: 1, lost: 1 })
  })

  it('forgets nothing that is booked for a sink it was not told of', () => {
    const ledger = createLedger([])
    ledger.book('late', 'error', 'accepted')
    expect(ledger.stats(() => 1).sinks['late']?.error).toEqual(tally({ accepted: 1, pending: 1 }))
  })

  it('takes any name of a sink', () => {
    const ledger = createLedger(['__proto__'])
    ledger.book('__proto__', 'error', 'accepted')
    expect(Object.keys(ledger.stats(() => 1).sinks)).toEqual(['__proto__'])
  })
})

describe('addStats', () => {
  it('adds number by number, and keeps what only one of them has', () => {
    const left: Stats = {
      sinks: { a: { error: tally({ accepted: 2, delivered: 1, lost: { closed: 1 } }) } },
      store: { notStored: 1, unreadable: 0 },
    }
    const right: Stats = {
      sinks: {
        a: { error: tally({ accepted: 1, lost: { closed: 1, rejected: 1 }, recovered: 1 }) },
        b: { error: tally({ pending: 3, accepted: 3 }) },
      },
      store: { notStored: 2, unreadable: 5 },
    }
    expect(addStats(left, right)).toEqual({
      sinks: {
        a: {
          error: tally({
            accepted: 3,
            delivered: 1,
            recovered: 1,
            lost: { closed: 2, rejected: 1 },
          }),
        },
        b: { error: tally({ pending: 3, accepted: 3 }) },
      },
      store: { notStored: 3, unreadable: 5 },
    })
  })
})

import { describe, expect, it } from 'vitest'
import type { SignalId, UsageSignal } from '../model/signal.ts'
import type { LocalSink } from '../ports/sink.ts'
import { createFakeDisk } from '../testing/fakeRuntime/fakeDisk.ts'
import { answerOf, noAnswer } from '../testing/fakeRuntime/fakeTransport.ts'
import { createSampleSignal } from '../testing/sampleSignals.ts'
import { setUpOutbox, takingSink, wireSink } from '../testing/setUpOutbox.ts'

const usage = (number: number): UsageSignal => {
  const { id, time, resource, scope } = createSampleSignal(number)
  const deltas = [{ subject: 'acme', quantity: number }]
  return { id, time, resource, scope, kind: 'usage', meter: 'requests', minute: time, deltas }
}

const small = { settings: { outbox: { maxCount: 10, maxBytes: 1_000_000 } } }

describe('usage that a lane has no room for', () => {
  it('waits on the disk, and costs neither room nor another sink', async () => {
    const disk = createFakeDisk()
    const sinks = [wireSink(), takingSink('local')]
    const { runtime, outbox, stats } = setUpOutbox({ ...small, disk, sinks })
    const tally = (sink: string) => stats().sinks[sink]?.usage
    runtime.transport.respond(() => noAnswer('refused'))
    for (let number = 1; number <= 40; number++) outbox.accept(usage(number))
    await runtime.advance(1_000)
    for (let number = 41; number <= 100; number++) {
      outbox.accept(usage(number))
      await runtime.advance(1_000)
    }
    expect(tally('wire')).toMatchObject({ pending: 6, accepted: 6, lost: {} })
    expect(tally('local')?.delivered).toBeGreaterThanOrEqual(65)
    expect(tally('local')?.lost).toEqual({})
    expect(disk.held.every(({ owed }) => owed.includes('wire'))).toBe(true)
    expect(disk.held).toHaveLength(100)
    runtime.crash()

    const next = setUpOutbox({ ...small, disk, sinks })
    next.runtime.transport.respond(() => answerOf(200))
    void next.outbox.recover()
    await next.runtime.advance(60_000)
    expect(next.stats().sinks['wire']?.usage).toMatchObject({
      recovered: 100,
      delivered: 100,
      lost: {},
    })
    expect(next.stats().sinks['local']?.usage?.lost).toEqual({})
    expect(disk.held).toEqual([])
  })

  it('is the last to go where there is no disk, and booked', async () => {
    const { runtime, outbox, accept } = setUpOutbox(small)
    Reflect.deleteProperty(runtime.store, 'park')
    runtime.transport.respond(() => noAnswer('refused'))
    for (let number = 901; number <= 908; number++) outbox.accept(usage(number))
    accept(20)
    const byKind = [outbox.pending('wire', 'usage'), outbox.pending('wire', 'error')]
    expect(byKind).toEqual([8, 2])
    for (let number = 909; number <= 930; number++) outbox.accept(usage(number))
    expect([outbox.pending('wire', 'usage'), outbox.pending('wire', 'error')]).toEqual([10, 0])
  })

  it('goes to a sink that works, whatever waits for one that is down', async () => {
    const disk = createFakeDisk()
    const sinks = [wireSink(), takingSink('local')]
    const { runtime, outbox, stats } = setUpOutbox({ ...small, disk, sinks, goesOn: true })
    const tally = (sink: string) => stats().sinks[sink]?.usage
    runtime.transport.respond(() => noAnswer('refused'))
    void outbox.recover()
    for (let number = 1; number <= 40; number++) outbox.accept(usage(number))
    await runtime.advance(600_000)
    expect(tally('local')).toMatchObject({ delivered: 40, pending: 0, lost: {} })
    // It takes some, so that others get its room, and is down again.
    let answers = 1
    runtime.transport.respond(() => (answers-- > 0 ? answerOf(200) : noAnswer('refused')))
    await runtime.advance(600_000)
    for (let number = 41; number <= 80; number++) outbox.accept(usage(number))
    await runtime.advance(600_000)
    expect(tally('local')).toMatchObject({ delivered: 80, pending: 0, lost: {} })
    expect(tally('wire')?.delivered).toBe(6)
    runtime.transport.respond(() => answerOf(200))
    await runtime.advance(600_000)
    expect(tally('wire')).toMatchObject({ delivered: 80, pending: 0, lost: {} })
    expect(disk.held).toEqual([])
  })
})

describe('a sink of the process that is asked again', () => {
  it('has what it could not take once more, after a wait, and it is lost to nobody', async () => {
    const taken: SignalId[] = []
    const asked: number[] = []
    let isDown = true
    const counters: LocalSink = {
      name: 'counters',
      accepts: () => true,
      retries: true,
      receive: async (signals) => {
        asked.push(runtime.clock.now())
        if (isDown) throw new Error('connection lost')
        taken.push(...signals.map(({ id }) => id))
      },
    }
    const { runtime, accept, tally, said } = setUpOutbox({ sinks: [counters] })
    accept(25)
    await runtime.advance(60_000)
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.length).toBeLessThan(60)
    expect(tally('counters')).toMatchObject({ delivered: 0, pending: 25, lost: {} })
    expect(said).toHaveLength(1)
    isDown = false
    await runtime.advance(60_000)
    expect(tally('counters')).toMatchObject({ delivered: 25, pending: 0, lost: {} })
    expect(new Set(taken).size).toBe(25)
    expect(taken).toHaveLength(25)
  })
})

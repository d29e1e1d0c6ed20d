import { describe, expect, it } from 'vitest'
import { milliseconds } from '../model/units.ts'
import { answerOf } from '../testing/fakeRuntime/fakeTransport.ts'
import { createSampleSignal, createSignalAbout } from '../testing/sampleSignals.ts'
import { setUpOutbox, takingSink, wireSink } from '../testing/setUpOutbox.ts'

const never = () => new Promise<never>(() => undefined)

describe('while consent is pending', () => {
  it('nothing is prepared, sent or stored, whoever asks for it', async () => {
    const encoded: unknown[] = []
    const encode = (signals: unknown): [] => {
      encoded.push(signals)
      return []
    }
    const sink = wireSink({ encode })
    const { runtime, outbox, accept, tally } = setUpOutbox({ sinks: [sink], consent: 'pending' })
    accept(25)
    const flushed = await outbox.flush(milliseconds(10_000))
    outbox.urge(5)
    await runtime.advance(60_000)
    expect(flushed).toEqual({ delivered: 0, lost: 0, pending: 25 })
    expect(tally()).toMatchObject({ accepted: 25, pending: 25 })
    expect([encoded, runtime.disk.signals, runtime.transport.requests]).toEqual([[], [], []])
  })

  it('what is held stays within the bounds of the outbox', () => {
    const outbox = { maxCount: 5, maxBytes: 1_000_000 }
    const { accept, tally } = setUpOutbox({ settings: { outbox }, consent: 'pending' })
    accept(8)
    expect(tally()).toMatchObject({ accepted: 8, pending: 5, lost: { outboxFull: 3 } })
  })

  it('what earlier lives left stays where it is, until there is consent', async () => {
    const before = setUpOutbox()
    before.accept(3)
    before.runtime.crash()
    const { outbox, runtime, tally } = setUpOutbox({
      disk: before.runtime.disk,
      consent: 'pending',
    })
    void outbox.recover()
    await runtime.advance(60_000)
    expect(tally()).not.toHaveProperty('recovered', 3)
    expect(runtime.disk.held).toHaveLength(3)
    outbox.setConsent('granted')
    await runtime.advance(60_000)
    expect(tally()).toMatchObject({ recovered: 3, delivered: 3, pending: 0 })
  })

  it('what was never stored is lost with the monitor, and booked so', () => {
    const { outbox, accept, tally } = setUpOutbox({ consent: 'pending' })
    accept(2)
    outbox.close()
    expect(tally()).toMatchObject({ accepted: 2, lost: { noConsent: 2 }, pending: 0 })
  })
})

describe('once consent is granted', () => {
  it('what was held is stored before the call returns, the critical first, and goes once', async () => {
    const { runtime, outbox, accept, tally, sizes } = setUpOutbox({ consent: 'pending' })
    const { id, time, resource, scope } = createSampleSignal(90)
    const attributes = {}
    outbox.accept({ id, time, resource, scope, kind: 'event', name: 'early', attributes })
    accept(2)
    outbox.setConsent('granted')
    expect(runtime.disk.held.map(({ signal }) => signal.kind)).toEqual(['error', 'error', 'event'])
    await runtime.advance(5_000)
    expect(sizes().reduce((sum, size) => sum + size, 0)).toBe(3)
    expect(tally()).toMatchObject({ accepted: 2, delivered: 2, pending: 0 })
    expect(runtime.disk.signals).toEqual([])
  })

  it('it is stored as owed to those only who hold it still', () => {
    const small = wireSink({ name: 'picky', accepts: ({ kind }) => kind === 'event' })
    const { runtime, outbox, accept } = setUpOutbox({
      sinks: [wireSink(), small],
      consent: 'pending',
    })
    accept(1)
    outbox.setConsent('granted')
    expect(runtime.disk.held.map(({ owed }) => owed)).toEqual([['wire']])
  })
})

describe('once consent is denied', () => {
  it('what is held goes from memory and the store, before the call returns', () => {
    const { runtime, outbox, accept, tally } = setUpOutbox({
      sinks: [wireSink(), takingSink('local')],
    })
    accept(3)
    outbox.setConsent('denied')
    for (const sink of ['wire', 'local']) {
      expect(tally(sink)).toMatchObject({ accepted: 3, lost: { noConsent: 3 }, pending: 0 })
    }
    expect(runtime.disk.signals).toEqual([])
  })

  it('what earlier lives left is taken over only to be given up, and no server is told', async () => {
    const before = setUpOutbox()
    before.accept(3)
    before.runtime.crash()
    const { outbox, runtime, tally } = setUpOutbox({ disk: before.runtime.disk, consent: 'denied' })
    void outbox.recover()
    await runtime.settle()
    await outbox.flush(milliseconds(1_000))
    expect(tally()).toMatchObject({ recovered: 3, lost: { noConsent: 3 }, pending: 0 })
    expect([runtime.disk.signals, runtime.transport.requests]).toEqual([[], []])
  })

  it('what is in a request settles by its answer, and is not sent again', async () => {
    const { runtime, outbox, accept, tally, sizes } = setUpOutbox()
    runtime.transport.respond(async () => answerOf(503))
    accept(2)
    await runtime.advance(1_000)
    expect(sizes()).toEqual([2])
    runtime.transport.respond(never)
    await runtime.advance(600)
    expect(sizes()).toEqual([2, 2])
    outbox.setConsent('denied')
    expect(tally()).toMatchObject({ pending: 2 })
    outbox.setConsent('granted')
    await runtime.advance(600_000)
    expect(tally()).toMatchObject({ lost: { noConsent: 2 }, pending: 0 })
    expect(sizes()).toEqual([2, 2])
  })
})

describe('erase', () => {
  it('gives up such signals everywhere, once each, and leaves the others', async () => {
    const before = setUpOutbox()
    before.outbox.accept(createSignalAbout('one', 1))
    before.outbox.accept(createSignalAbout('other', 2))
    before.runtime.crash()
    const { outbox, runtime, tally } = setUpOutbox({ disk: before.runtime.disk })
    for (const [index, user] of ['other', 'one', 'other'].entries()) {
      outbox.accept(createSignalAbout(user, 11 + index))
    }
    expect(await outbox.erase((userId) => userId === 'one', 'forgotten')).toBe(2)
    expect(await outbox.erase((userId) => userId === 'one', 'forgotten')).toBe(0)
    expect(runtime.disk.signals.map(({ scope }) => scope.user?.id)).toEqual(Array(3).fill('other'))
    await outbox.recover()
    await runtime.advance(5_000)
    expect(tally()).toMatchObject({ accepted: 3, recovered: 2, pending: 0 })
    expect(tally()).toMatchObject({ delivered: 3, lost: { forgotten: 2 } })
  })

  it('says so where the store fails, and has the memory free of it', async () => {
    const { outbox, runtime, accept, tally, said } = setUpOutbox()
    accept(1)
    Object.assign(runtime.store, { erase: () => Promise.reject(new Error('no disk')) })
    expect(await outbox.erase(() => true, 'forgotten')).toBe(1)
    expect(tally()).toMatchObject({ lost: { forgotten: 1 }, pending: 0 })
    expect(said).toMatchObject([{ code: 'storeFailed' }])
  })
})

import { describe, expect, it } from 'vitest'
import type { Outcome } from '../model/outcome.ts'
import { createSampleSignal } from '../testing/sampleSignals.ts'
import { setUpOutbox, wireSink } from '../testing/setUpOutbox.ts'

describe('a sink whose own code fails', () => {
  it('loses only the signals on which encode throws', async () => {
    const poison = createSampleSignal(4).id
    const { encode } = wireSink()
    const sink = wireSink({
      encode: (signals, sentAt, losses) => {
        if (signals.some(({ id }) => id === poison)) throw new Error('poison')
        return encode(signals, sentAt, losses)
      },
    })
    const { runtime, accept, tally } = setUpOutbox({ sinks: [sink] })
    accept(10)
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ delivered: 9, pending: 0, lost: { sinkFailed: 1 } })
  })

  it('loses what encode leaves out, and nothing for what it makes up', async () => {
    const sink = wireSink({
      encode: ([first]) =>
        first
          ? [
              {
                url: '',
                headers: {},
                body: '',
                ids: [first.id, first.id, createSampleSignal(99).id],
              },
            ]
          : [],
    })
    const { runtime, accept, tally } = setUpOutbox({ sinks: [sink] })
    accept(3)
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ delivered: 1, pending: 0, lost: { sinkFailed: 2 } })
  })

  it('books what interpret throws on, and goes on', async () => {
    let answers = 0
    const sink = wireSink({
      interpret: (): Outcome => {
        if (++answers === 1) throw new Error('what?')
        return { type: 'delivered' }
      },
    })
    const { runtime, accept, tally } = setUpOutbox({ sinks: [sink] })
    accept(10)
    await runtime.advance(1_000)
    accept(10)
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ delivered: 10, pending: 0, lost: { sinkFailed: 10 } })
  })

  it.each([
    ['no list', { after: 5 }],
    ['a list of nothing', [null]],
    ['a limit of no length', [{ kinds: ['error'] }]],
    ['a limit of no kinds', [{ kinds: 'error', after: 5 }]],
  ])('books what interpret says in words that are none: %s', async (_, limits) => {
    const outcome = { type: 'limited', limits } as unknown as Outcome
    const { runtime, accept, tally } = setUpOutbox({
      sinks: [wireSink({ interpret: () => outcome })],
    })
    accept(3)
    await runtime.advance(1_000)
    expect(tally()).toMatchObject({ pending: 0, lost: { sinkFailed: 3 } })
  })

  it('may capture again while it encodes, without end or repeat', async () => {
    const { encode } = wireSink()
    const { runtime, accept, tally } = setUpOutbox({
      sinks: [
        wireSink({
          encode: (signals, sentAt, losses) => {
            if (signals.length > 1) accept(1)
            return encode(signals, sentAt, losses)
          },
        }),
      ],
    })
    accept(10)
    await runtime.advance(3_000)
    expect(tally()).toMatchObject({ accepted: 11, delivered: 11, pending: 0, lost: {} })
  })

  it('cannot stop the lane by a transport that breaks its promise', async () => {
    const { runtime, accept, tally } = setUpOutbox()
    let isBroken = true
    const { send } = runtime.transport
    Object.assign(runtime.transport, {
      send: (...call: Parameters<typeof send>) =>
        isBroken ? Promise.reject(new Error('broken')) : send(...call),
    })
    accept(2)
    await runtime.advance(3_000)
    isBroken = false
    await runtime.advance(10_000)
    expect(tally()).toMatchObject({ delivered: 2, pending: 0 })
  })

  it('is not asked when accepts throws', async () => {
    const sink = wireSink({
      accepts: () => {
        throw new Error('no')
      },
    })
    const { runtime, accept, tally } = setUpOutbox({ sinks: [sink] })
    accept(1)
    await runtime.advance(1_000)
    expect(tally()).toEqual({})
  })
})

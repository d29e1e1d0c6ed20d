import { describe, expect, it } from 'vitest'
import { answerOf } from '../testing/fakeRuntime/fakeTransport.ts'
import { batch, envelope, json, signal } from '../testing/relayBodies.ts'
import { bytesOf, setUpRelay } from '../testing/setUpRelay.ts'

describe('what was answered for', () => {
  it('makes no room for others; what would never have any is too large', async () => {
    const { relay, runtime, post } = setUpRelay({ outbox: { maxCount: 3, maxBytes: 4_000 } })
    runtime.transport.respond(() => answerOf(503))
    const large = envelope(`"${'x'.repeat(1_500)}"`)
    const statuses: number[] = []
    for (const body of [large, large, large, envelope(`"${'x'.repeat(4_000)}"`)]) {
      statuses.push((await post({ body })).status)
    }
    const signals = [1, 2, 3, 4].map((number) => signal(number))
    statuses.push((await post({ headers: json, body: batch(signals) })).status)
    expect(statuses).toEqual([202, 202, 503, 413, 413])
    expect(relay.stats().sinks).toMatchObject({
      'envelopes to errors.example/42': { envelope: { accepted: 2, pending: 2, lost: {} } },
    })
  })

  it('is nothing that came to its end when the relay was closed already', async () => {
    const { relay, runtime, post } = setUpRelay()
    let come = (): void => undefined
    const answered = post({
      headers: json,
      readBody: ({ onBytes, onEnd }) => {
        come = () => {
          onBytes(bytesOf(batch([signal(1)])))
          onEnd()
        }
        return () => undefined
      },
    })
    const closing = relay.close()
    await runtime.advance(3_000)
    await closing
    come()
    expect(await answered).toMatchObject({ status: 503, body: '{"error":"closed"}' })
    expect(relay.stats()).toMatchObject({ signals: { accepted: 0 }, requests: { accepted: 0 } })
  })

  it('is as much in all as one outbox holds, where each request has its own', async () => {
    const host = { isPerRequest: true }
    const { relay, runtime, post } = setUpRelay({ host, outbox: { maxCount: 3 } })
    runtime.transport.respond(() => answerOf(503))
    const statuses: number[] = []
    for (let count = 0; count < 5; count++) statuses.push((await post({ body: envelope() })).status)
    expect(statuses).toEqual([202, 202, 202, 503, 503])
    await runtime.advance(60_000)
    expect((await post({ body: envelope() })).status).toBe(202)
    expect(relay.stats().requests.refused).toEqual({ busy: 2 })
  })

  it('takes no room for ever where its host has ended all that a request began', async () => {
    const host = { isPerRequest: true }
    const { runtime, post } = setUpRelay({ host, outbox: { maxCount: 1 } })
    // Its timers never come.
    runtime.transport.respond(() => new Promise(() => undefined))
    const never = () => () => undefined
    Object.assign(runtime.scheduler, { after: never, hold: never })
    expect((await post({ body: envelope() })).status).toBe(202)
    expect((await post({ body: envelope() })).status).toBe(503)
    await runtime.advance(3_000)
    expect((await post({ body: envelope() })).status).toBe(202)
  })
})

describe('packed bodies', () => {
  it('wait for no other request, where work belongs to one', async () => {
    let begun = 0
    const unpack = (): Promise<never> => {
      begun++
      return new Promise(() => undefined)
    }
    const { post } = setUpRelay({ host: { isPerRequest: true, unpack } })
    for (let count = 0; count < 5; count++) {
      void post({ headers: { ...json, 'content-encoding': 'gzip' }, body: 'packed' })
    }
    await Promise.resolve()
    await new Promise((resolve) => setImmediate(resolve))
    expect(begun).toBe(5)
  })
})

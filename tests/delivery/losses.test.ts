import type { Monitor } from '@holdfast/node'
import type { Signal } from '@holdfast/shared'
import type { Behaviour, FaultySink } from '@holdfast/shared/testing'
import { describe, expect, it } from 'vitest'
import { batchesOf, envelopesOf, errorsOf, eventsOf } from '../harness/readTaken.ts'
import { startSink } from '../harness/startSink.ts'
import { openMonitor } from './openMonitor.ts'

const forbidden: Behaviour = { do: 'answer', status: 403 }
const failing: Behaviour = { do: 'answer', status: 500 }

const openBoth = async (options?: Parameters<typeof openMonitor>[1]) => {
  const [forSentry, forHttp] = [await startSink(), await startSink()]
  const monitor = openMonitor({ forSentry, forHttp }, { batch: { maxAge: 20 }, ...options })
  return { forSentry, forHttp, monitor }
}

const lostBy = (monitor: Monitor, reason: 'rejected' | 'dropped') => () =>
  Object.values(monitor.stats().sinks).map(({ error }) => error?.lost[reason] ?? 0)

/** What each envelope carried, as Sentry's own parser reads it. */
const itemsOf = (sink: FaultySink): readonly (readonly string[])[] =>
  envelopesOf(sink).map(([, items]) => items.map(([{ type }]) => type))

/** What Sentry was told to have been discarded. */
const discardedOf = (sink: FaultySink): readonly unknown[] =>
  envelopesOf(sink).flatMap(([, items]) =>
    items.flatMap(([{ type }, payload]) =>
      type === 'client_report' ? Reflect.get(payload as object, 'discarded_events') : [],
    ),
  )

const lossesOf = (sink: FaultySink): readonly unknown[] =>
  batchesOf(sink).flatMap(({ losses = [] }) => losses)

const twoRejected = {
  sentry: { reason: 'send_error', category: 'error', quantity: 2 },
  http: { kind: 'error', reason: 'rejected', count: 2 },
}

/** Two errors that neither sink wants. */
const loseTwo = async ({ forSentry, forHttp, monitor }: Awaited<ReturnType<typeof openBoth>>) => {
  // An envelope has one event, a batch has both.
  forSentry.behave(forbidden, forbidden)
  forHttp.behave(forbidden)
  for (const order of ['first', 'second']) monitor.captureError(new Error(order))
  await expect.poll(lostBy(monitor, 'rejected')).toEqual([2, 2])
}

describe('what a sink refuses for good', () => {
  it('is told with the next that it takes, once, in the words of both dialects', async () => {
    const opened = await openBoth()
    const { forSentry, forHttp, monitor } = opened
    await loseTwo(opened)
    for (const order of ['third', 'fourth']) {
      monitor.captureError(new Error(order))
      await monitor.flush('5s')
    }
    expect(itemsOf(forSentry)).toEqual([['event', 'client_report'], ['event']])
    expect(discardedOf(forSentry)).toEqual([twoRejected.sentry])
    expect(batchesOf(forHttp).map(({ losses }) => losses)).toEqual([[twoRejected.http], undefined])
  })

  it('is told again where the telling did not arrive', async () => {
    const opened = await openBoth({ retry: { baseDelay: 20, maxDelay: 50 } })
    const { forSentry, forHttp, monitor } = opened
    await loseTwo(opened)
    forSentry.behave(failing, { do: 'reset' })
    forHttp.behave(failing, { do: 'reset' })
    monitor.captureError(new Error('third'))
    await monitor.flush('5s')
    expect(discardedOf(forSentry)).toEqual([twoRejected.sentry])
    expect(lossesOf(forHttp)).toEqual([twoRejected.http])
  })

  it('is told to Sentry alone where nothing is left to carry it', async () => {
    const opened = await openBoth()
    await loseTwo(opened)
    await opened.monitor.flush('5s')
    expect(itemsOf(opened.forSentry)).toEqual([['client_report']])
    expect(discardedOf(opened.forSentry)).toEqual([twoRejected.sentry])
  })
})

const laterTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10))

/** Leaves out what is secret, and the users of all else. */
const beforeDelivery = async (signal: Signal): Promise<Signal | undefined> => {
  await laterTurn()
  if (signal.kind !== 'error' || signal.message.includes('secret')) return undefined
  const { user: _, ...scope } = signal.scope
  return {
    ...signal,
    message: `${signal.message}, read`,
    scope: { ...scope, tags: { read: true } },
  }
}

describe('a hook that takes its time', () => {
  it('changes what is sent, and what it leaves out is booked and told', async () => {
    const { forSentry, forHttp, monitor } = await openBoth({ beforeDelivery })
    const user = { id: 'u-1' }
    monitor.captureMessage('a secret', { user })
    await expect.poll(lostBy(monitor, 'dropped')).toEqual([1, 1])
    monitor.captureMessage('a message', { user, tags: { plan: 'pro' } })
    const { pending } = await monitor.flush('5s')

    expect(pending).toBe(0)
    const told = { message: 'a message, read', tags: { read: true } }
    expect(errorsOf(forHttp)).toMatchObject([told])
    expect(errorsOf(forHttp)[0]?.user).toBeUndefined()
    expect(eventsOf(forSentry)).toMatchObject([
      { message: 'a message, read', tags: { service: 'delivery', read: 'true' } },
    ])
    expect(eventsOf(forSentry)[0]?.user).toBeUndefined()
    expect(discardedOf(forSentry)).toEqual([
      { reason: 'before_send', category: 'error', quantity: 1 },
    ])
    expect(lossesOf(forHttp)).toEqual([{ kind: 'error', reason: 'dropped', count: 1 }])
    for (const { error } of Object.values(monitor.stats().sinks)) {
      expect(error).toMatchObject({ accepted: 2, delivered: 1, pending: 0, lost: { dropped: 1 } })
    }
    // Neither the secret nor the user has left the process, in whatever form.
    const sent = [...forSentry.requests, ...forHttp.requests].map(({ body }) => body).join()
    expect(sent).not.toMatch(/secret|u-1/)
  })
})

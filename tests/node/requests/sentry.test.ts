import type { Event } from '@sentry/core'
import { expect, it } from 'vitest'
import { soleEvent } from '../../harness/soleEvent.ts'
import { startSink } from '../../harness/startSink.ts'
import { runChild } from '../runChild.ts'

const eventBy = async (script: string, route = ''): Promise<Event> => {
  const sink = await startSink()
  const { stderr } = await runChild(script, { sink, env: { ROUTE: route } })
  expect(stderr).toBe('')
  const [, [item]] = await soleEvent(sink)
  return item?.[1] as Event
}

it('what fails within a request is told of the same one as by Sentry, without what is private', async () => {
  const theirs = await eventBy('requestSentry.mjs')
  const ours = await eventBy('requestHoldfast.mjs', '/users/:id')
  expect(theirs).toMatchObject({
    transaction: 'GET /users/7',
    request: {
      method: 'GET',
      url: 'http://shop.example/users/7?token=[Filtered]',
      headers: { host: 'shop.example' },
    },
  })
  expect(ours.request).toEqual({ method: 'GET', url: 'http://shop.example/users/7' })
  expect(ours.transaction).toBe('GET /users/:id')
  expect(ours.contexts?.['request']).toEqual({ ...ours.request, id: 'r1', route: '/users/:id' })
  // Of an address itself there are too many to group by.
  expect((await eventBy('requestHoldfast.mjs')).transaction).toBeUndefined()
})

import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Capture, Instrument, Interior, Metering, Scope } from '@holdfast/shared'
import { instrumentContract } from '@holdfast/shared/contracts'
import { createFakeRuntime } from '@holdfast/shared/testing'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createRequests, type RequestsInstrument } from './createRequests.ts'
import { defaults } from './incomingOptions.ts'

const nothing = (): undefined => undefined

const createTestScope = (contexts: Record<string, unknown> = {}): Scope => ({
  data: { tags: {}, contexts: contexts as Scope['data']['contexts'] },
  setUser: nothing,
  setTags: nothing,
  setContext: (name, context) => {
    contexts[name] = context
  },
  addBreadcrumb: nothing,
  clearBreadcrumbs: nothing,
  setFingerprint: nothing,
  setFlag: nothing,
})

const openInterior = () => {
  const timed: object[] = []
  const said: unknown[] = []
  const metering = {
    gauge: nothing,
    distribution: nothing,
    time: (...[, , attributes]: Parameters<Metering['time']>) => void timed.push(attributes ?? {}),
  } as unknown as Metering
  const interior: Interior = {
    name: 'test',
    metering,
    openScope: () => createTestScope(),
    isDenied: () => false,
    mayKeep: () => true,
    say: (...of) => void said.push(of),
    noteStore: nothing,
  }
  return { interior, timed, said }
}

const captureInto = (errors: unknown[]): Capture => ({
  captureError: (error) => void errors.push(error),
  captureFact: nothing,
  explain: nothing,
  report: nothing,
  stats: () => ({ sinks: {}, store: { notStored: 0, unreadable: 0 } }),
})

const create = () => createRequests(createFakeRuntime().clock, defaults)

describe('the instrument for requests keeps its contract', () => {
  const made: RequestsInstrument[] = []
  const server = createServer((request, response) => {
    for (const { requests } of made) requests.current(request)?.captureError(new Error('thrown'))
    response.end()
  })
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
  afterAll(() => void server.close())

  const startFacility = () => {
    made.length = 0
    return {
      create: (): Instrument => {
        const instrument = create()
        made.push(instrument)
        const { interior } = openInterior()
        return { ...instrument, start: (capture) => instrument.start(capture, interior) }
      },
      provoke: async () => {
        const { port } = server.address() as AddressInfo
        const [answer] = await once(get({ port, host: '127.0.0.1', agent: false }), 'response')
        await once(answer.resume(), 'end')
      },
    }
  }
  for (const { name, run } of instrumentContract(startFacility)) it(name, run)
})

describe('what the app hands to be served', () => {
  const start = () => {
    const errors: unknown[] = []
    const { interior, timed, said } = openInterior()
    const instrument = create()
    const stop = instrument.start(captureInto(errors), interior)
    onTestFinished(stop)
    return { ...instrument.requests, errors, timed, said, stop }
  }

  it('is a request of the web, with the status of its answer', async () => {
    const { serve, current, timed } = start()
    const request = new Request('https://shop.example/a?b=c', { headers: { 'x-request-id': 'r1' } })
    const answer = await serve(request, async () => {
      await undefined
      expect(current()?.id).toBe('r1')
      expect(current()?.scope.data.contexts['request']).toEqual({
        id: 'r1',
        method: 'GET',
        url: 'https://shop.example/a',
      })
      return new Response('four', { status: 418 })
    })
    expect(answer.status).toBe(418)
    expect(current()).toBeUndefined()
    expect(timed).toEqual([{ 'http.request.method': 'GET', 'http.response.status_code': 418 }])
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('no stock')
      },
    ],
    ['rejects', () => Promise.reject(new Error('no stock'))],
  ])('is captured where it %s, and told on', async (_, handler: () => unknown) => {
    const { serve, errors, timed } = start()
    const message = { method: 'GET', url: '/', headers: {} }
    await expect((async () => serve(message, handler))()).rejects.toThrow('no stock')
    expect(errors).toEqual([new Error('no stock')])
    expect(timed).toEqual([{ 'http.request.method': 'GET', 'error.type': 'thrown' }])
  })

  it('is part of what is served already, and of nothing that has ended', async () => {
    const { serve, current, timed } = start()
    const message = { method: 'GET', url: '/', headers: {} }
    let later: Promise<void> | undefined
    serve(message, () => {
      const outer = current()
      serve({ ...message, url: '/inner' }, () => expect(current()).toBe(outer))
      later = (async () => {
        await new Promise(setImmediate)
        serve(message, () => expect(current()).not.toBe(outer))
      })()
    })
    expect(timed).toHaveLength(1)
    await later
    expect(timed).toHaveLength(2)
  })

  it('may be anything', () => {
    const { serve, current, timed } = start()
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    const headers = { __proto__: null, 'x-request-id': ['a', 'b'] }
    for (const message of [undefined, null, 7, 'text', proxy, {}, { headers: null }, { headers }]) {
      const answer = serve(message as never, () => {
        current()?.setRoute(Symbol('route') as never)
        current()?.setRoute({
          toString: () => {
            throw new Error('not to be read')
          },
        } as never)
        return current()?.scope.data.contexts['request']
      })
      expect(answer).toMatchObject({ method: '', url: '' })
    }
    expect(timed).toEqual(Array.from({ length: 8 }, () => ({ 'http.request.method': '_OTHER' })))
  })

  it('is called, and no more, before the start and after the stop', () => {
    const { serve, current, stop, timed } = start()
    stop()
    const message = { method: 'GET', url: '/', headers: {} }
    expect(serve(message, () => [current()])).toEqual([undefined])
    expect(create().requests.serve(message, () => 'answer')).toBe('answer')
    expect(timed).toEqual([])
  })

  it('has a name for what serves it', () => {
    const { serve, current, timed } = start()
    serve({ method: 'GET', url: '/users/7', headers: {} }, () => {
      const { scope } = current() ?? {}
      current()?.setRoute('/users')
      current()?.setRoute('/users/:id')
      expect(scope?.data.contexts['request']).toMatchObject({ route: '/users/:id' })
    })
    expect(timed).toEqual([{ 'http.request.method': 'GET', 'http.route': '/users/:id' }])
  })
})

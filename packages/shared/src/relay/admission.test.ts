import { describe, expect, it } from 'vitest'
import { createRecentIds } from '../primitives/recentIds.ts'
import { parseDsn } from '../sinks/sentry/parseDsn.ts'
import { createFakeRuntime } from '../testing/fakeRuntime/createFakeRuntime.ts'
import { listedDsn } from '../testing/setUpRelay.ts'
import { createByteBudget } from './byteBudget.ts'
import { clientAddressOf } from './clientAddress.ts'
import { findDsn } from './findDsn.ts'
import { judgeOrigin } from './origins.ts'
import { createRateLimit } from './rateLimit.ts'
import type { RelayRequest } from './relayHost.ts'

const requestWith = (headers: Readonly<Record<string, string>>, url = '/relay'): RelayRequest => ({
  method: 'POST',
  url,
  address: '192.0.2.7',
  header: (name) => headers[name],
  readBody: () => () => undefined,
})

describe('the limit of rates', () => {
  it('lets so many through at once, and then as many a minute, evenly', async () => {
    const { clock, advance } = createFakeRuntime()
    const limit = createRateLimit({ perMinute: 6, perClient: 6 }, clock)
    const passed = () => [1, 2, 3, 4, 5, 6, 7].filter(() => limit.take('a') === undefined).length
    expect(passed()).toBe(6)
    expect(limit.take('a')).toBe(10)
    await advance(10_000)
    expect(passed()).toBe(1)
    await advance(3_600_000)
    expect(passed()).toBe(6)
  })

  it('keeps one client from using up what is left to the others, and forgets who came long ago', () => {
    const { clock } = createFakeRuntime()
    const limit = createRateLimit({ perMinute: 100_000, perClient: 2 }, clock)
    const take = (client: string) => limit.take(client)
    expect([take('a'), take('a'), take('a')]).toEqual([undefined, undefined, 30])
    expect(take('b')).toBeUndefined()
    for (let client = 0; client < 20_000; client++) take(String(client))
    expect(take('a')).toBeUndefined()
  })

  it('holds for all together, and for those without an address', () => {
    const limit = createRateLimit({ perMinute: 3, perClient: 2 }, createFakeRuntime().clock)
    const taken = ['a', 'b', undefined, 'c'].map((client) => limit.take(client))
    expect(taken).toEqual([undefined, undefined, undefined, 20])
  })
})

describe('the budget of bytes', () => {
  it('holds no more than it may, and gives back each once', () => {
    const budget = createByteBudget({ maxRequests: 2, maxHeldBytes: 100 })
    const [one, other] = [budget.open(), budget.open()]
    expect(budget.open()).toBeUndefined()
    expect([one?.grow(60), other?.grow(60), other?.grow(40)]).toEqual([true, false, true])
    one?.letGo()
    one?.letGo()
    expect(one?.grow(1)).toBe(false)
    const third = budget.open()
    expect([third?.grow(61), third?.grow(60)]).toEqual([false, true])
    expect(budget.open()).toBeUndefined()
  })
})

describe('the origin of a page', () => {
  const settings = {
    origins: new Set(['https://shop.example']),
    sameOrigin: true,
    withoutOrigin: true,
  }
  const isAllowed = (headers: Readonly<Record<string, string>>, more: object = {}, url?: string) =>
    judgeOrigin(requestWith(headers, url), { ...settings, ...more }).isAllowed

  it('is allowed where it is listed, letter by letter, or the own one', () => {
    const host = 'relay.example:8080'
    expect(isAllowed({ origin: 'https://shop.example' })).toBe(true)
    expect(isAllowed({ origin: 'http://relay.example:8080', host })).toBe(true)
    expect(isAllowed({ origin: 'https://own.example' }, {}, 'https://own.example/relay')).toBe(true)
    expect(isAllowed({ origin: 'https://own.example', host: 'own.example:443' })).toBe(true)
    for (const origin of [
      'https://shop.example.evil.example',
      'http://shop.example',
      'https://shop.example:444',
      'https://evil.example/https://shop.example',
      'null',
      '',
      'http://relay.example',
    ]) {
      expect(isAllowed({ origin, host }), origin).toBe(false)
    }
    expect(isAllowed({ origin: 'http://a', host: 'a' }, { sameOrigin: false })).toBe(false)
    expect(isAllowed({ origin: 'null' }, { origins: new Set(['null']) })).toBe(true)
    expect(isAllowed({ origin: 'https://any.example' }, { origins: '*' })).toBe(true)
  })

  it('may be missing where no browser has sent it', () => {
    expect(isAllowed({})).toBe(true)
    expect(isAllowed({}, { withoutOrigin: false })).toBe(false)
    expect(isAllowed({ 'sec-fetch-site': 'cross-site' })).toBe(false)
  })

  it('stands in the answer as it is listed, or not at all', () => {
    const headersFor = (origin: string) =>
      judgeOrigin(requestWith({ origin, host: 'a.example' }), settings).headers
    expect(headersFor('HTTPS://SHOP.EXAMPLE')).toMatchObject({
      vary: 'Origin',
      'access-control-allow-origin': 'https://shop.example',
    })
    expect(headersFor('https://evil.example')).toEqual({ vary: 'Origin' })
    expect(headersFor('https://a.example')).toEqual({ vary: 'Origin' })
  })
})

describe('the DSN of an envelope', () => {
  const other = 'https://def@errors.example/43'
  const listed = [listedDsn, other].flatMap((text) => parseDsn(text) ?? [])
  const find = (named: unknown, headers = {}, url?: string) =>
    findDsn(listed, named, requestWith(headers, url))?.text

  it('is the listed one that it names', () => {
    expect(find(other)).toBe(other)
    expect(find('http://def:secret@ERRORS.example/43')).toBe(other)
    for (const named of ['https://def@errors.example/42', `${other}x`, 'x', 7, null, [other]]) {
      expect(find(named)).toBeUndefined()
    }
  })

  it('is told by a key, where it names none', () => {
    expect(find(undefined, {}, '/relay?sentry_key=def')).toBe(other)
    const auth = { 'x-sentry-auth': 'Sentry sentry_version=7, sentry_key=def' }
    expect(find(undefined, auth)).toBe(other)
    expect(find(undefined, auth, '/api/42/envelope/')).toBeUndefined()
    expect(find(undefined, auth, '/api/43/envelope/')).toBe(other)
    expect(find(undefined)).toBeUndefined()
    expect(find('https://x@evil.example/1', {}, '/relay?sentry_key=def')).toBeUndefined()
  })
})

describe('the address of a client', () => {
  it('is what a trusted proxy tells, counted from the end of its list', () => {
    const headers = { 'x-forwarded-for': 'spoofed, 198.51.100.7, 203.0.113.9' }
    const told = (hops: number) =>
      clientAddressOf(requestWith(headers), { header: 'x-forwarded-for', hops })
    expect([told(1), told(2), told(3), told(9)]).toEqual([
      '203.0.113.9',
      '198.51.100.7',
      '192.0.2.7',
      '192.0.2.7',
    ])
    expect(clientAddressOf(requestWith(headers), false)).toBe('192.0.2.7')
  })
})

describe('the ids that came last', () => {
  it('are remembered, so many at least and twice that at most', () => {
    const ids = createRecentIds(10)
    for (let id = 0; id < 100; id++) expect(ids.add(String(id))).toBe(true)
    for (let id = 90; id < 100; id++) expect(ids.add(String(id))).toBe(false)
    expect(ids.add('0')).toBe(true)
  })
})

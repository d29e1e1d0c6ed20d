import { describe, expect, it, vi } from 'vitest'
import { monotonicTime } from '../../model/units.ts'
import { createSession, type SessionParts } from './createSession.ts'

const url = 'https://stripe.test/session'
const answer = {
  authentication_token: 'token-1',
  created: '2026-01-01T00:00:00.000Z',
  expires_at: '2026-01-01T00:15:00.000Z',
}

const setUp = (
  parts: Partial<Pick<SessionParts, 'apiKey' | 'isShared'>> = {},
  told: unknown = answer,
  ok = true,
) => {
  let now = 0
  const fetch = vi.fn(async (_url: string, _init: never) => ({ ok, json: async () => told }))
  const clock = { now: () => monotonicTime(now) }
  const session = createSession({
    url,
    version: 'v',
    apiKey: 'rk_planted',
    fetch,
    AbortSignal,
    clock,
    isShared: false,
    ...parts,
  })
  return { session, fetch, wait: (milliseconds: number) => (now += milliseconds) }
}

describe('a session', () => {
  it('is asked for with the key, and for nothing else', async () => {
    const { session, fetch } = setUp()
    expect(await session.token()).toBe('token-1')
    expect(fetch.mock.calls).toEqual([
      [
        url,
        {
          method: 'POST',
          redirect: 'manual',
          headers: { authorization: 'Bearer rk_planted', 'stripe-version': 'v' },
          signal: expect.any(AbortSignal),
        },
      ],
    ])
  })

  it('lasts for as long as Stripe says, less a minute, whatever our calendar', async () => {
    const { session, fetch, wait } = setUp()
    await session.token()
    wait(14 * 60_000 - 1)
    expect(session.token()).toBe('token-1')
    wait(1)
    expect(session.token()).toBeInstanceOf(Promise)
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it.each([undefined, 'planted', '2026-01-01T00:00:30.000Z'])(
    'lasts for five minutes, where it is said to end at %s',
    async (ends) => {
      const { session, wait } = setUp({}, { ...answer, expires_at: ends })
      await session.token()
      wait(299_999)
      expect(session.token()).toBe('token-1')
      wait(1)
      expect(session.token()).toBeInstanceOf(Promise)
    },
  )

  it('is opened anew where it was refused', async () => {
    const { session, fetch } = setUp()
    await session.token()
    session.forget('token-1')
    await session.token()
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('stays where an earlier one was refused, as by an answer that comes late', async () => {
    const { session, fetch } = setUp()
    await session.token()
    session.forget('token-0')
    session.forget(undefined)
    expect(session.token()).toBe('token-1')
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('is not waited for for ever, where the key never comes', async () => {
    const apiKey = vi.fn<() => Promise<string>>()
    apiKey.mockReturnValueOnce(new Promise(() => undefined)).mockResolvedValue('rk_2')
    const { session, wait } = setUp({ apiKey, isShared: true })
    void session.token()
    wait(9_999)
    void session.token()
    expect(apiKey).toHaveBeenCalledTimes(1)
    wait(1)
    expect(await session.token()).toBe('token-1')
    expect(apiKey).toHaveBeenCalledTimes(2)
  })

  it.each([
    [true, 1],
    [false, 3],
  ])(
    'is opened once by those that ask at once, where they may wait for each other: %s',
    async (isShared, times) => {
      const { session, fetch } = setUp({ isShared })
      const tokens = [session.token(), session.token(), session.token()]
      expect(await Promise.all(tokens)).toEqual(['token-1', 'token-1', 'token-1'])
      expect(fetch).toHaveBeenCalledTimes(times)
      session.forget('token-1')
      await session.token()
      expect(fetch).toHaveBeenCalledTimes(times + 1)
    },
  )

  it('is opened with the key of the moment', async () => {
    let made = 0
    const { session, fetch } = setUp({ apiKey: async () => `rk_${++made}` })
    await session.token()
    session.forget('token-1')
    await session.token()
    const keys = fetch.mock.calls.map(([, init]) => JSON.stringify(init))
    expect(keys).toEqual([expect.stringContaining('rk_1'), expect.stringContaining('rk_2')])
  })

  it.each<[string, ReturnType<typeof setUp>]>([
    ['Stripe refuses', setUp({}, { error: { message: 'planted' } }, false)],
    ['there is no token', setUp({}, { authentication_token: 7 })],
    ['the token is no header', setUp({}, { authentication_token: 'planted\r\nx: y' })],
    ['it is no object', setUp({}, null)],
    ['the function gives no key', setUp({ apiKey: () => 'planted\n' })],
  ])('fails where %s, without a word of what was told', async (_, { session }) => {
    const failing = Promise.resolve(session.token())
    await expect(failing).rejects.toThrow(/^no (?:session|key)$/)
  })
})

import { describe, expect, it } from 'vitest'
import { wallTime } from '../model/units.ts'
import { interpretStatus } from './interpretStatus.ts'
import { interpretAnswer } from './sentry/interpretAnswer.ts'

const now = wallTime(Date.UTC(2026, 0, 1))
const answer = (status: number, headers: Record<string, string> = {}) =>
  ({ type: 'answer', status, headers }) as const

describe('interpretStatus', () => {
  it.each([
    [200, { type: 'delivered' }],
    [202, { type: 'delivered' }],
    [301, { type: 'rejected' }],
    [400, { type: 'rejected' }],
    [403, { type: 'rejected' }],
    [408, { type: 'retryable' }],
    [413, { type: 'tooLarge' }],
    [429, { type: 'limited', limits: [{ after: 60_000 }] }],
    [500, { type: 'retryable' }],
    [503, { type: 'retryable' }],
  ])('reads %i', (status, expected) => {
    expect(interpretStatus(answer(status), now)).toEqual(expected)
  })

  it.each([
    ['7', 7_000],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:00:05 GMT', 5_000],
    ['Thu, 01 Jan 1970 00:00:05 GMT', 0],
  ])('obeys a Retry-After of %s', (value, after) => {
    expect(interpretStatus(answer(503, { 'retry-after': value }), now)).toEqual({
      type: 'retryable',
      after,
    })
  })

  it.each(['', '  ', 'soon', 'Infinity', 'NaN'])('passes over a Retry-After of "%s"', (value) => {
    expect(interpretStatus(answer(503, { 'retry-after': value }), now)).toEqual({
      type: 'retryable',
    })
  })
})

describe('interpretAnswer of Sentry', () => {
  it.each([
    ['30:error:key', [{ kinds: ['error'], after: 30_000 }]],
    ['30::organization', [{ after: 30_000 }]],
    [
      '10:transaction;error;default:key, 2700:security:organization',
      [{ kinds: ['error'], after: 10_000 }],
    ],
    ['10:error:key, 20::organization', [{ kinds: ['error'], after: 10_000 }, { after: 20_000 }]],
    ['10:log_item;trace_metric:key', [{ kinds: ['log', 'metric', 'event'], after: 10_000 }]],
    [
      '5:monitor;session;feedback;attachment:organization',
      [{ kinds: ['session', 'checkIn', 'feedback', 'attachment'], after: 5_000 }],
    ],
    // None of these concerns us: what is left is the 429 itself.
    ['10:transaction:key', [{ after: 60_000 }]],
    ['nonsense', [{ after: 60_000 }]],
    // For how long it does not say in a way that we can read.
    ['-5:error:key', [{ kinds: ['error'], after: 60_000 }]],
    [':log_item:key', [{ kinds: ['log', 'event'], after: 60_000 }]],
  ])('reads the limits "%s"', (text, limits) => {
    expect(interpretAnswer(answer(429, { 'x-sentry-rate-limits': text }), now)).toEqual({
      type: 'limited',
      limits,
    })
  })

  it('reads limits with an answer that takes the event', () => {
    const limited = answer(200, { 'x-sentry-rate-limits': '30:error:key' })
    expect(interpretAnswer(limited, now)).toEqual({
      type: 'delivered',
      limits: [{ kinds: ['error'], after: 30_000 }],
    })
  })
})

import { preflightHeaders } from './origins.ts'
import { type Refusal, refusals } from './refusal.ts'
import type { RelayAnswer } from './relayHost.ts'

/** What came of a request. */
export type Verdict = 'accepted' | 'preflights' | Refusal

const json = { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' }

/** Nothing in an answer is of the request. */
export const toAnswer = (verdict: Verdict, headers: RelayAnswer['headers']): RelayAnswer => {
  if (verdict === 'accepted') return { status: 202, headers: { ...headers, ...json }, body: '{}' }
  if (verdict === 'preflights') {
    return { status: 204, headers: { ...headers, ...preflightHeaders }, body: '' }
  }
  const { refused, retryAfter } = verdict
  return {
    status: refusals[refused],
    headers: {
      ...headers,
      ...json,
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      ...(refused === 'method' && { allow: 'POST, OPTIONS' }),
    },
    body: `{"error":"${refused}"}`,
  }
}

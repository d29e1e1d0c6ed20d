import { dsnFromString, dsnToString, getEnvelopeEndpointWithUrlEncodedAuth } from '@sentry/core'
import { describe, expect, it } from 'vitest'
import { parseDsn } from './parseDsn.ts'

describe('parseDsn', () => {
  it.each([
    'https://0123456789abcdef@errors.example.com/42',
    'http://key@localhost:9000/1',
    'https://key:secret@errors.example.com/path/prefix/7',
    'https://key@o123.ingest.us.errors.example.com/4507',
  ])("posts where Sentry's own SDK posts: %s", (text) => {
    const dsn = dsnFromString(text)
    const theirs = dsn && new URL(getEnvelopeEndpointWithUrlEncodedAuth(dsn))
    const ours = new URL(parseDsn(text)?.url ?? '')
    expect(ours.origin + ours.pathname).toBe(`${theirs?.origin}${theirs?.pathname}`)
    expect(ours.searchParams.get('sentry_key')).toBe(theirs?.searchParams.get('sentry_key'))
    expect(ours.searchParams.get('sentry_client')).toBe('holdfast/1')
    expect(parseDsn(text)?.text).toBe(dsn && dsnToString(dsn))
  })

  it.each([
    '',
    'errors.example.com',
    'https://errors.example.com/42',
    'https://key@errors.example.com/',
    'https://key@errors.example.com/shop',
    'ftp://key@errors.example.com/42',
    undefined,
    null,
    42,
    `https://key@${'a.'.repeat(5_000)}com/1`,
  ])('refuses %s', (text) => {
    expect(parseDsn(text)).toBeUndefined()
  })
})

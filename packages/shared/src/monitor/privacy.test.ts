import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Monitor } from '../monitor/monitor.ts'
import type { Capture, Instrument } from '../ports/instrument.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'

/** What is private, and the part of it that must be nowhere. */
interface Secret {
  readonly text: string
  readonly needle: string
}

const textOf = (letters: string, length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...letters), { minLength: length, maxLength: length })
    .map((chosen) => chosen.join(''))

const lower = 'abcdefghijklmnopqrstuvwxyz'
const word = `${lower}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`

const withCheckDigit = (digits: string): string => {
  const sum = [...digits]
    .reverse()
    .map(Number)
    .reduce((known, digit, at) => known + (at % 2 === 0 ? (digit * 2) % 9 || digit : digit), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

const card = fc
  .record({
    first: fc.constantFrom('4', '51', '55', '2221', '6011', '35', '62'),
    digits: textOf('0123456789', 15),
    gap: fc.constantFrom('', ' ', '-'),
  })
  .map(({ first, digits, gap }) => {
    const number = withCheckDigit(`${first}${digits}`.slice(0, 15))
    const text = (number.match(/\d{4}/g) ?? []).join(gap)
    return { text, needle: text }
  })

const prefixed = (prefix: string, letters: string, length: number): fc.Arbitrary<Secret> =>
  textOf(letters, length - 1).map((random) => ({ text: `${prefix}${random}7`, needle: random }))

const jwt = fc
  .tuple(textOf(word, 20), textOf(word, 30), textOf(`${word}-_`, 43))
  .map(([head, body, mark]) => ({ text: `eyJ${head}.eyJ${body}.${mark}`, needle: body }))

const email = fc
  .tuple(textOf(lower, 8), fc.constantFrom('@', '%40'), textOf(lower, 6))
  .map(([name, at, place]) => ({ text: `${name}.${place}${at}${place}.example`, needle: name }))

const pem = textOf(`${word}+/`, 128).map((key) => ({
  text: `-----BEGIN PRIVATE KEY-----\n${key.slice(0, 64)}\n${key.slice(64)}\n-----END PRIVATE KEY-----`,
  needle: key.slice(64),
}))

const pair = fc
  .tuple(
    fc.constantFrom(
      'password=',
      'client_secret=',
      '"apiKey":"',
      '{"password": "',
      "{'password': '",
      "{ password: '",
      'Cookie: session=',
      '/find?q=',
      '/a?b=1&name=',
      '/back#access_token=',
      'postgres://shop:',
    ),
    textOf(word, 12),
  )
  .map(([name, value]) => ({
    text: `${name}${value}${name.endsWith(':') ? '@db' : (/["']$/.exec(name)?.[0] ?? '')}`,
    needle: value,
  }))

const secret: fc.Arbitrary<Secret> = fc.oneof(
  card,
  jwt,
  email,
  pem,
  pair,
  prefixed('Bearer ', `${word}-._~+/`, 24),
  prefixed('AKIA', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16),
  prefixed('ghp_', word, 36),
  prefixed('github_pat_', `${word}_`, 60),
  prefixed('sk_live_', word, 24),
  prefixed('sk-proj-', `${word}_`, 48),
  prefixed('sk-', word, 48),
  prefixed('xoxb-', `${word}`, 24),
  prefixed('AIza', `${word}_`, 35),
)

const around = fc.constantFrom(
  '',
  ' ',
  '\n',
  '\\n',
  '"',
  "'",
  '(',
  ')',
  '[',
  ': ',
  ', ',
  '; ',
  '<',
  '>',
  '|',
)

/** In the midst of other text. */
const planted: fc.Arbitrary<Secret> = fc
  .record({
    before: fc.constantFrom('', 'failed for', 'x '.repeat(150), 'at pay (shop.js:1:2)'),
    opening: around,
    secret,
    closing: around,
    after: fc.constantFrom('', ' today', `\n    at pay (https://shop.example/app.js:1:2)`),
  })
  .map(({ before, opening, secret: { text, needle }, closing, after }) => ({
    text: `${before}${before && (opening || ' ')}${text}${closing}${after && (closing || ' ')}${after}`,
    needle,
  }))

/** Private by its name only. */
const named = fc
  .record({
    key: fc.constantFrom(
      'password',
      'user_password',
      'newPassword',
      'Authorization',
      'X-Api-Key',
      'Set-Cookie',
      'cookies',
      'sessionId',
      'csrfToken',
      'clientSecret',
      'AWS_SECRET_ACCESS_KEY',
      'cardNumber',
      'cvv',
      'iban',
      'credentials',
    ),
    value: textOf(lower, 12),
    shape: fc.nat(3),
  })
  .map(({ key, value, shape }) => ({
    value: [value, { inner: value }, [value], [{ list: [value] }]][shape],
    key,
    needle: value,
  }))

type Named = typeof named extends fc.Arbitrary<infer Value> ? Value : never

interface Plan {
  readonly texts: readonly Secret[]
  readonly names: readonly Named[]
}

const plan: fc.Arbitrary<Plan> = fc.record({
  texts: fc.array(planted, { minLength: 1, maxLength: 3 }),
  names: fc.array(named, { minLength: 1, maxLength: 2 }),
})

/** Each place where an app can put something. */
const places: Readonly<
  Record<
    string,
    (text: string, named: object, tools: { monitor: Monitor; capture: Capture }) => void
  >
> = {
  message: (text, _, { monitor }) => monitor.captureMessage(text),
  thrownText: (text, _, { monitor }) => monitor.captureError(text),
  thrownObject: (text, named, { monitor }) => monitor.captureError({ ...named, deep: [{ text }] }),
  error: (text, named, { monitor }) => monitor.captureError(Object.assign(new Error(text), named)),
  name: (text, _, { monitor }) =>
    monitor.captureError(Object.assign(new Error('a'), { name: text })),
  properties: (text, named, { monitor }) =>
    monitor.captureError(
      Object.assign(new Error('a'), { config: { headers: named, url: text }, [text]: 1 }),
    ),
  stack: (text, _, { monitor }) =>
    monitor.captureError(Object.assign(new Error('a'), { stack: `Error: a\n    at ${text}` })),
  cause: (text, named, { monitor }) =>
    monitor.captureError(new Error('a', { cause: Object.assign(new Error(text), named) })),
  causes: (text, named, { monitor }) =>
    monitor.captureError(new AggregateError([named, new Error(text), { text }], text)),
  tags: (text, named, { monitor }) =>
    monitor.withScope((scope) => {
      scope.setTags({ text, [text]: true, ...named })
      monitor.captureMessage('a', { tags: { other: text } })
    }),
  contexts: (text, named, { monitor }) =>
    monitor.withScope((scope) => {
      scope.setContext('request', { headers: named, list: [text, { [text]: [text] }] })
      scope.setContext(text, new Map(Object.entries(named)))
      scope.setContext('pairs', [new Map<unknown, unknown>([[1, 2], ...Object.entries(named)])])
      monitor.captureError(new Error('a'), { contexts: { other: { text } } })
    }),
  breadcrumbs: (text, named, { monitor }) =>
    monitor.withScope((scope) => {
      scope.addBreadcrumb({ message: text, category: text })
      scope.addBreadcrumb({ message: 'fetch', data: { url: text, headers: named } })
      scope.addBreadcrumb({ message: 'fetch', data: { headers: Object.entries(named) } })
      monitor.captureMessage('a')
    }),
  fingerprint: (text, _, { monitor }) =>
    monitor.withScope((scope) => {
      scope.setFingerprint(['a', text])
      scope.setFlag(text, true)
      monitor.captureMessage('a')
    }),
  event: (text, named, { capture }) =>
    capture.captureFact({ kind: 'event', name: text, attributes: { text, ...named } }),
  metric: (text, named, { capture }) =>
    capture.captureFact({
      kind: 'metric',
      type: 'counter',
      name: 'a',
      value: 1,
      attributes: { [text]: text, ...named },
    }),
}

const open = () => {
  const captures: Capture[] = []
  const instrument: Instrument = {
    name: 'planter',
    start: (capture) => {
      captures.push(capture)
      return () => undefined
    },
  }
  const bench = setUpMonitor({}, [instrument])
  const [capture] = captures
  if (!capture) throw new Error('not started')
  return { ...bench, capture }
}

describe('a monitor with no options', () => {
  it.each(Object.keys(places))('lets no secret out of, or onto a disk from: %s', async (place) => {
    await fc.assert(
      fc.asyncProperty(plan, async ({ texts, names }) => {
        const bench = open()
        const named = Object.fromEntries(names.map(({ key, value }) => [key, value]))
        for (const { text } of texts) places[place]?.(text, named, bench)
        await bench.runtime.settle()
        const kept = JSON.stringify(bench.runtime.disk.signals)
        const sent = JSON.stringify(await bench.signals())
        expect(JSON.parse(sent)).not.toHaveLength(0)
        for (const { needle } of [...texts, ...names]) {
          expect(kept).not.toContain(needle)
          expect(sent).not.toContain(needle)
        }
      }),
      { numRuns: 40 },
    )
  })
})

import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { createTextScrub } from './scrubText.ts'

const scrub = (text: string): string => createTextScrub({ patterns: [], allow: [] })(text)

const harmless = [
  '3f2a91bc77d04e5ab6c1d2e3f405162738495a6b',
  'd9428888-122b-11e1-b85c-61cd3cbb3210',
  '2026-01-17T10:33:21.123Z',
  'at 1767225600000, took 0.4111111111111111 s',
  '1767225600000000000',
  'v1.4.2-beta.3+build.20260117',
  '+49 30 1234567',
  'order 100023-4487, $1,299.00',
  'Cannot read properties of undefined (reading id)',
  'Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON',
  'Unexpected token } in JSON at position 17',
  'Basic authentication. Bearer authentication is required',
  'the author of monkey.ts is a passenger; compass, keyboard, secretary',
  'node_modules/@scope/package/index.js',
  '/srv/node_modules/.pnpm/react-dom@18.3.1_react@18.3.1/node_modules/react-dom/index.js',
  'https://cdn.example.com/npm/vue@3.2.1/dist/vue.esm.js',
  'pkg@v1.2.3.tgz, logo@2x.png',
  'git@github.com:org/repo.git',
  'ssh://git@github.com/org/repo.git',
  'http://localhost:3000/api/orders/17',
  'postgres://db.example:5432/shop',
  '    at buy (https://shop.example/assets/index-3f2a91bc.js:10:5)',
  '    at async Cart.checkout (file:///srv/cart.mjs:3:1)',
  '    at Object.<anonymous> (C:\\app\\node_modules\\@scope\\x\\index.js:1:2)',
  '    at node:internal/process/task_queues:95:5',
  'render@https://shop.example/app.js:10:5',
  'onclick@app.min.js:1:20113',
  'fn/<@webpack-internal:///./src/a.ts:3:7',
  'global code@https://shop.example/:1:1',
  '[native code]',
  'at wasm-function[17]:0x1a2b',
  'address at http://shop.example/index.android.bundle:1:2345',
  'connect ECONNREFUSED 127.0.0.1:5432',
  'GET /api/items 404 (12 ms)',
  'sk-fading-circle-wrapper-large',
  'a key named keyJumbledLettersAndMore',
  'x === y && a <= b',
  '4111 1111 1111 1112',
  'WebSocket wss://live.example/socket closed: 1006',
  'ResizeObserver loop completed with undelivered notifications.',
  'tel 2345 6789',
  'Minified React error #418; visit https://react.dev/errors/418',
]

describe('a text', () => {
  it.each(harmless)('stays as it is where nothing is private: %s', (text) => {
    expect(scrub(text)).toBe(text)
    expect(scrub(`${'lorem ipsum '.repeat(30)}${text}`).endsWith(text)).toBe(true)
  })

  it.each([
    ['paid with 4111 1111 1111 1111 today', 'paid with [card] today'],
    ['5555-5555-5555-4444, 378282246310005', '[card], [card]'],
    ['3782 822463 10005; 30569309025904', '[card]; [card]'],
    ['Authorization was Bearer abc.DEF_123', 'Authorization was Bearer [token]'],
    ['basic dXNlcjpwYXNz', 'basic [token]'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln-bmF0dXJl!', '[token]!'],
    ['write to jane.doe+shop@mail.example.com.', 'write to [email].'],
    ['/users/jane%40example.com/edit', '/users/[email]/edit'],
    ['jane@163.com', '[email]'],
    ['postgres://shop:p@ss@db:5432/x', 'postgres://[scrubbed]@db:5432/x'],
    ['/find?q=red shoes', '/find?q=[scrubbed] shoes'],
    [
      'https://x.example/?a=1&filter[b]=2#top',
      'https://x.example/?a=[scrubbed]&filter[b]=[scrubbed]#top',
    ],
    [
      'https://x.example/#access_token=abc&state=1',
      'https://x.example/#access_token=[scrubbed]&state=[scrubbed]',
    ],
    ['(see https://x.example/?a=1)', '(see https://x.example/?a=[scrubbed])'],
    [
      '    at f (https://x.example/a.js?v=1:10:5)',
      '    at f (https://x.example/a.js?v=[scrubbed]:10:5)',
    ],
    ['f@https://x.example/a.js?v=1:10:5', 'f@https://x.example/a.js?v=[scrubbed]:10:5'],
    [
      'Server=db;User Id=sa;Password=hunter2;Pooling=true',
      'Server=db;User Id=sa;Password=[scrubbed];Pooling=true',
    ],
    ['{"user":"u1","password":"hun\\"ter 2","n":1}', '{"user":"u1","password":"[scrubbed]","n":1}'],
    ['"{\\"apiKey\\":\\"abc\\",\\"n\\":1}"', '"{\\"apiKey\\":\\"[scrubbed]\\",\\"n\\":1}"'],
    ['{"tokens":["a","b"],"pin":1234}', '{"tokens":[scrubbed],"pin":[scrubbed]}'],
    ['Cookie: sid=abc; theme=dark\nHost: x', 'Cookie: [scrubbed]\nHost: x'],
    ['x-api-key: abc def', 'x-api-key: [scrubbed]'],
  ])('has a mark where something was private: %s', (text, expected) => {
    expect(scrub(text)).toBe(expected)
    expect(scrub(expected)).toBe(expected)
    // Looked through by other means, as it is longer.
    const long = `${'lorem ipsum '.repeat(30)}${text}`
    expect(scrub(long).endsWith(expected)).toBe(true)
  })

  it.each([
    'AKIAIOSFODNN7EXAMPLE',
    `ghp_${'a1B2'.repeat(9)}`,
    `github_pat_${'a1B2'.repeat(9)}`,
    `sk_live_${'a1B2'.repeat(6)}`,
    `rk_test_${'a1B2'.repeat(6)}`,
    `whsec_${'a1B2'.repeat(6)}`,
    `sk-proj-${'a1-B_'.repeat(9)}`,
    `sk-${'a1B2'.repeat(12)}`,
    'xoxb-123456789012-abcdefABCDEF',
    `AIza${'a1B2-'.repeat(7)}`,
    `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEow+/'.repeat(9)}\n-----END RSA PRIVATE KEY-----`,
    `-----BEGIN PRIVATE KEY-----\n${'MIIEow+/'.repeat(9)}`,
  ])('loses the key %s', (key) => {
    expect(scrub(`it was ${key}`)).toBe('it was [token]')
    expect(scrub(`${'lorem ipsum '.repeat(30)}${key}`).endsWith('m [token]')).toBe(true)
  })

  it('keeps the values of a query that are allowed by name, but not what looks private in them', () => {
    const allowing = createTextScrub({ patterns: [], allow: ['page', 'utm_source'] })
    expect(allowing('/a?page=2&q=x&utmSource=jane@example.com')).toBe(
      '/a?page=2&q=[scrubbed]&utmSource=[email]',
    )
  })

  it('loses what fits a pattern of the app, and marks stay as they are', () => {
    const own = createTextScrub({ patterns: [/customer-\d+/i, /\w*/y], allow: [] })
    expect(own('Customer-17')).toBe('[scrubbed]')
    expect(own('[email] ?')).toBe('[email] ?')
    const first = createTextScrub({ patterns: [/c-\d+/g], allow: [] })
    expect([first('c-1 c-2'), first('c-3')]).toEqual(['[scrubbed] [scrubbed]', '[scrubbed]'])
  })
})

describe('a hostile text', () => {
  const shapes = {
    mails: 'a@',
    dots: 'a.',
    domains: 'a@a.',
    digits: '4',
    spaced: '4 ',
    keys: 'sk-',
    jwts: 'eyJ-',
    urls: '://',
    logins: '://a:',
    percents: '%40',
    words: 'a',
    queries: '?a=',
    tokens: 'token',
    pairs: 'token="',
    escapes: '\\',
    pem: '-----BEGIN PRIVATE KEY',
    gecko: 'a@a:1',
  }

  it.each(Object.entries(shapes))(
    'of %s is done in linear time, and its end is bounded',
    (_, shape) => {
      const clean = createTextScrub({ patterns: [], allow: [] })
      const cost = (length: number): number => {
        const times = Array.from({ length: 5 }, (_, run) => {
          const text = `${run}=${shape.repeat(length / shape.length)}`
          const start = performance.now()
          clean(text)
          return performance.now() - start
        })
        return Math.min(...times)
      }
      cost(8_000)
      const [small, large, huge] = [cost(8_000), cost(64_000), cost(1_000_000)]
      // Eight times the text; sixteen leave room for a busy machine, and a square would take 64.
      expect(large).toBeLessThan(Math.max(small * 24, 1))
      expect(huge).toBeLessThan(Math.max(large * 6, 2))
    },
  )

  it('keeps nothing of a secret that the bound cuts', () => {
    const mail = 'jane.doe@mail.example.com'
    for (let at = 65_400; at <= 65_540; at += 7) {
      const text = `${'lorem '.repeat(20_000).slice(0, at)} ${mail}, ${'ipsum '.repeat(500)}`
      expect(scrub(text)).not.toContain('jane')
    }
  })
})

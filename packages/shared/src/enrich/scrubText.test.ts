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
  ...['backup-20261121173314.tar', 'at 20260117103321123', '20260101000009', '19991231235959'],
  ...Array.from(
    { length: 10 },
    (_, digit) => `made 2026112117331${digit}, 210012312359595${digit}`,
  ),
  "Unexpected token: '}' and Unexpected token: ''",
  '{"token":[],"secrets":{},"password":""}',
  'tokens=150 used, {"max_tokens":4096}',
  'token === undefined, token == null',
  'npm_lifecycle_event and npm_config_registry_mirror',
  'http://localhost:3000/@vite/client, http://localhost:3000/npm/vue@3.2.1/x.js',
  'webpack-internal:///./node_modules/@scope/a.js?:10:5',
  'Minified React error #418; visit https://react.dev/errors/418',
  'Unexpected token: punc (})',
  "ENOENT: no such file or directory, open '/srv/a.json'",
  'Error: "x" is not a function: \'y\'',
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
    ['2223003122003222, 6759649826438453', '[card], [card]'],
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
    ["{'password': 'hunter2', 'n': 1}", "{'password': '[scrubbed]', 'n': 1}"],
    ["{ password: 'hunter2', n: 1 }", "{ password: '[scrubbed]', n: 1 }"],
    ['{"password" : "hunter2"}', '{"password" : "[scrubbed]"}'],
    [`"{\\n  password: 'hunter2' }"`, `"{\\n  password: '[scrubbed]' }"`],
    [String.raw`"first\n4111 1111 1111 1111"`, '"first[card]"'],
    ["'jane@example.com' and O'Hara@example.com", "'[email]' and O'[email]"],
    ['user[password]=hunter2', 'user[password]=[scrubbed]'],
    ['password=!!)', 'password=[scrubbed])'],
    ['password = hunter2 x', 'password = [scrubbed] x'],
    ["UPDATE u SET password = 'hun ter2' x", "UPDATE u SET password = '[scrubbed]' x"],
    ['api_key = "abc def"', 'api_key = "[scrubbed]"'],
    ["Map(1) { 'password' => 'x', 'n' => 1 }", "Map(1) { 'password' => '[scrubbed]', 'n' => 1 }"],
    ['{"password":  "hunter2"}', '{"password":  "[scrubbed]"}'],
    ['{"password" :\r\n  "hunter2"}', '{"password" :\r\n  "[scrubbed]"}'],
    ['{"credentials":{"aws":{"k":1},"v":"x"},"n":1}', '{"credentials":[scrubbed],"n":1}'],
    ['{"tokens":[["aa"],"x"]}', '{"tokens":[scrubbed]}'],
    ["{ credentials: { aws: { k: 1 }, v: 'x' }, n: 1 }", '{ credentials: [scrubbed], n: 1 }'],
    ['{"secret":{"a":{"b":{"c":{}}}},"v":"x"}', '{"secret":[scrubbed]'],
    ['{ pin: 1234, cvv: 123 }', '{ pin: [scrubbed], cvv: [scrubbed] }'],
    ['{\n  pin: 1234\n}', '{\n  pin: [scrubbed]\n}'],
    ['Authorization:abc\nHost: x', 'Authorization:[scrubbed]\nHost: x'],
    ['AUTHORIZATION: abc', 'AUTHORIZATION: [scrubbed]'],
    ['X-Auth-Token: abc', 'X-Auth-Token: [scrubbed]'],
    ['X-CSRF-TOKEN: abc', 'X-CSRF-TOKEN: [scrubbed]'],
    ['x-amz-security-token: abc', 'x-amz-security-token: [scrubbed]'],
    ['X-Hub-Signature: sha256=abc', 'X-Hub-Signature: [scrubbed]'],
    ['sent BEARER abc.DEF_123', 'sent BEARER [token]'],
    ['sent Bearer "abc.DEF_123"', 'sent Bearer "[token]"'],
    ['sent Bearer abcdefghijklmnopq', 'sent Bearer [token]'],
    ["/u?q='jane'&n=O'Brien", "/u?q=[scrubbed]'&n=[scrubbed]"],
    ['/u?name[$eq]=jane', '/u?name[$eq]=[scrubbed]'],
    ['/u?$filter=jane&user:name=jane', '/u?$filter=[scrubbed]&user:name=[scrubbed]'],
    ['/u?имя=jane', '/u?имя=[scrubbed]'],
    ['/u?q={"name":"jane"}&n=1', '/u?q=[scrubbed]&n=[scrubbed]'],
    [`/u?${'k'.repeat(70)}=jane`, `/u?${'k'.repeat(70)}=[scrubbed]`],
    ['["/u?q=jane","b"]', '["/u?q=[scrubbed]","b"]'],
    ['postgres://shop:hun/t#e?r2@db:5432/x', 'postgres://[scrubbed]@db:5432/x'],
    ['no josé@example.com', 'no [email]'],
    ['no иван@почта.рф', 'no [email]'],
    ['AccountName=a;AccountKey=Eby/8+dM==;E=x', 'AccountName=a;AccountKey=[scrubbed];E=x'],
    [`${'first.'.repeat(20)}jane@example.com`, '[email]'],
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
    `glpat-${'a1B2'.repeat(5)}`,
    `npm_${'a1B2'.repeat(9)}`,
    `SG.${'a1B2'.repeat(5)}.${'a1B2'.repeat(9)}`,
    'xapp-1-A0123-123456-abcdefabcdef',
    `ya29.a0${'a1B2'.repeat(5)}`,
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

describe('a stack', () => {
  const calls = Array.from({ length: 10 }, (_, at) => `    at pay${at} (/srv/app/pay.js:${at}:5)`)
  const scrubStack = createTextScrub({ patterns: [], allow: [] })
  const stackOf = (...lines: readonly string[]): string => [...lines, ...calls].join('\n')

  it('is looked through even where its calls are known', () => {
    expect(scrubStack(stackOf('Error: a'))).toBe(stackOf('Error: a'))
    expect(scrubStack(stackOf('Error: for jane@example.com'))).toBe(stackOf('Error: for [email]'))
    expect(scrubStack(stackOf('Error: b', 'jane@example.com'))).toBe(stackOf('Error: b', '[email]'))
    expect(scrubStack(stackOf('Error: a'))).toBe(stackOf('Error: a'))
  })

  it('loses what goes over its first line', () => {
    const text = stackOf('{ "password":', '"hunter2" }')
    expect(scrubStack(text)).toBe(stackOf('{ "password":', '"[scrubbed]" }'))
    const key = '-----BEGIN PRIVATE KEY-----'
    scrubStack(stackOf('a'))
    expect(scrubStack(stackOf(key))).toBe('[token]')
  })
})

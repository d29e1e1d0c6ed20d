import { describe, expect, it, vi } from 'vitest'
import { readNoProxy } from './noProxy.ts'
import { createProxies, parseProxy } from './proxies.ts'

describe('NO_PROXY', () => {
  const goesStraight = (entries: string, url: string): boolean => {
    const environment = { ALL_PROXY: 'http://proxy.test', NO_PROXY: entries }
    return createProxies({ environment })(new URL(url)) === undefined
  }

  it.each([
    ['*', 'http://any.test'],
    ['a.test', 'http://a.test'],
    ['a.test', 'https://deep.in.A.test'],
    ['.a.test', 'http://a.test'],
    ['.a.test', 'http://b.a.test'],
    ['*.a.test', 'http://b.a.test'],
    ['x, A.test', 'http://a.test'],
    ['x a.test', 'http://a.test.'],
    ['a.test.', 'http://a.test'],
    ['a.test:8080', 'http://a.test:8080'],
    ['a.test:443', 'https://a.test'],
    ['127.0.0.1', 'http://127.1'],
    ['127.0.0.1:80', 'http://127.0.0.1'],
    ['10.0.0.0/8', 'http://10.200.3.4'],
    ['::1', 'http://[::1]:4318'],
    ['[::1]', 'http://[::1]'],
    ['[::1]:4318', 'http://[::1]:4318'],
    ['fd00::/8', 'http://[fd12:3456::1]'],
    ['0:0:0:0:0:0:0:1', 'http://[::1]'],
  ])('"%s" means %s', (entries, url) => expect(goesStraight(entries, url)).toBe(true))

  it.each([
    ['', 'http://a.test'],
    [', ,', 'http://a.test'],
    ['a.test', 'http://ba.test'],
    ['a.test', 'http://a.test.evil.test'],
    ['a.test:8080', 'http://a.test'],
    ['127.0.0.1:81', 'http://127.0.0.1'],
    ['10.0.0.0/8', 'http://11.0.0.1'],
    ['10.0.0.0/8', 'http://10.0.0.1.test'],
    ['10.0.0.0/99', 'http://10.0.0.1'],
    ['10.0.0.0/', 'http://10.0.0.1'],
    ['127.0.0.1', 'http://2.127.0.0.1.test'],
    ['[::1]:4318', 'http://[::1]'],
    ['.', 'http://a.test'],
  ])('"%s" does not mean %s', (entries, url) => expect(goesStraight(entries, url)).toBe(false))

  it('is read in linear time', () => {
    const start = performance.now()
    readNoProxy(':1'.repeat(500_000))('a', 1)
    expect(performance.now() - start).toBeLessThan(1_000)
  })
})

describe('the environment', () => {
  const proxied = (environment: Readonly<Record<string, string>>, url: string) =>
    createProxies({ environment })(new URL(url))?.host

  it.each([
    [{ HTTPS_PROXY: 'http://big', https_proxy: 'http://small' }, 'https://a', 'small'],
    [{ HTTPS_PROXY: 'http://big' }, 'https://a', 'big'],
    [{ HTTPS_PROXY: 'http://big' }, 'http://a', undefined],
    [{ HTTP_PROXY: 'http://big' }, 'http://a', 'big'],
    [{ HTTP_PROXY: 'http://big', REQUEST_METHOD: 'GET' }, 'http://a', undefined],
    [{ http_proxy: 'http://small', REQUEST_METHOD: 'GET' }, 'http://a', 'small'],
    [{ ALL_PROXY: 'http://all', http_proxy: 'http://small' }, 'http://a', 'small'],
    [{ ALL_PROXY: 'http://all', http_proxy: 'http://small' }, 'https://a', 'all'],
    [{ HTTPS_PROXY: '', ALL_PROXY: '  ' }, 'https://a', undefined],
    [{ https_proxy: '::::', HTTPS_PROXY: 'http://big' }, 'https://a', 'big'],
  ])('%j leads %s through %s', (environment, url, host) =>
    expect(proxied(environment as Readonly<Record<string, string>>, url)).toBe(host),
  )

  it('is read by the first question, and complained of once, by name', () => {
    const environment: Record<string, string> = {}
    const tell = vi.fn()
    const proxyOf = createProxies({ environment, tell })
    environment['HTTP_PROXY'] = 'ftp://ada:secret@proxy.test'
    environment['ALL_PROXY'] = 'http://ada:secret@proxy.test:port'
    expect(proxyOf(new URL('http://a'))).toBeUndefined()
    expect(proxyOf(new URL('https://a'))).toBeUndefined()
    expect(tell).toHaveBeenCalledOnce()
    expect(tell.mock.calls[0]?.[0]).toMatch(/^HTTP_PROXY, ALL_PROXY: expected/)
    expect(JSON.stringify(tell.mock.calls)).not.toContain('secret')
  })
})

it.each([
  ['proxy.test:3128', { isSecure: false, host: 'proxy.test', port: 3128, headers: {} }],
  ['HTTP://proxy.test', { isSecure: false, host: 'proxy.test', port: 80, headers: {} }],
  ['https://[::1]/x', { isSecure: true, host: '::1', port: 443, headers: {} }],
])('%s is a proxy', (text, proxy) => expect(parseProxy(text)).toEqual(proxy))

it.each([
  ['http://a%3Ab:c%40d@p', 'a:b:c@d'],
  ['http://only@p', 'only:'],
  ['http://%zz:x@p', '%zz:x'],
])('%s says who it is as "%s"', (text, pair) =>
  expect(parseProxy(text)?.headers).toEqual({
    'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}`,
  }),
)

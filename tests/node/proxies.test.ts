import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { type Certificate, createCertificate } from '../harness/createCertificate.ts'
import { type NodeRun, runNode } from '../harness/runNode.ts'
import { startProxy, startTls } from '../harness/startProxy.ts'
import { startSink } from '../harness/startSink.ts'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'

type Way = 'http' | 'https'

/** A sink behind a proxy, at a name that only the proxy knows. */
const setUp = async (target: Way, proxied: Way, name = 'sink.test') => {
  const folder = createTemporaryFolder()
  onTestFinished(folder.remove)
  const sink = await startSink()
  const own = createCertificate('IP:127.0.0.1', folder.path)
  const theirs = createCertificate(`DNS:${name}`, folder.path)
  const port = Number(new URL(sink.url).port)
  const places = {
    'sink.test:8443': target === 'https' ? await startTls(theirs, port) : port,
  }
  const proxy = await startProxy(proxied === 'https' ? { certificate: own, places } : { places })
  return {
    sink,
    proxy,
    proxyUrl: `${proxied}://ada:p%40ss@127.0.0.1:${proxy.port}`,
    env: {
      SINK_URL: `${target}://sink.test:8443/in`,
      NODE_EXTRA_CA_CERTS: trust(folder.path, [own, theirs]),
    },
  }
}

const trust = (folder: string, certificates: readonly Certificate[]): string => {
  const file = join(folder, 'trusted.pem')
  writeFileSync(file, certificates.map(({ cert }) => cert.toString()).join(''))
  return file
}

const run = (env: Readonly<Record<string, string>>): Promise<NodeRun> =>
  runNode({ script: new URL('children/transport.mjs', import.meta.url), env })

const ways: readonly (readonly [Way, Way])[] = [
  ['http', 'http'],
  ['http', 'https'],
  ['https', 'http'],
  ['https', 'https'],
]
const askedFor = (target: Way) =>
  target === 'http'
    ? ['POST', 'http://sink.test:8443/in', 'Basic YWRhOnBAc3M=']
    : ['CONNECT', 'sink.test:8443', 'Basic YWRhOnBAc3M=']

it.each(ways)('a sink by %s is reached through a proxy by %s', async (target, proxied) => {
  const { sink, proxy, proxyUrl, env } = await setUp(target, proxied)
  const { stdout, stderr } = await run({ ...env, [`${target}_proxy`]: proxyUrl })
  expect({ stdout, stderr }).toEqual({ stdout: '{"delivered":1,"pending":0}\n', stderr: '' })
  expect(sink.requests[0]?.headers).toMatchObject({ host: 'sink.test:8443' })
  expect(sink.requests[0]?.headers).not.toHaveProperty('proxy-authorization')
  expect(proxy.asked).toEqual([askedFor(target)])
})

it.each(ways)('the last words for %s go through a proxy by %s', async (target, proxied) => {
  const { sink, proxy, proxyUrl, env } = await setUp(target, proxied)
  const { code } = await run({ ...env, PROXY: proxyUrl, DIES: '1' })
  expect(code).toBe(1)
  expect(sink.taken().size).toBe(2)
  expect(proxy.asked[0]).toEqual(askedFor(target))
})

it.each([
  ['refuse', 'http'],
  ['refuse', 'https'],
  ['close', 'https'],
] as const)('a proxy that answers by "%s" costs no signal for %s', async (mood, target) => {
  const { sink, proxy, proxyUrl, env } = await setUp(target, 'http')
  proxy.mood = mood
  const running = run({ ...env, ALL_PROXY: proxyUrl })
  await expect.poll(() => proxy.asked.length, { timeout: 10_000 }).toBeGreaterThan(1)
  proxy.mood = 'pass'
  const { stdout, stderr } = await running
  expect({ stdout, stderr }).toEqual({ stdout: '{"delivered":1,"pending":0}\n', stderr: '' })
  expect(sink.taken().size).toBe(1)
})

it.each(['http', 'https'] as const)('a proxy that hangs for %s keeps nobody', async (target) => {
  const { proxy, proxyUrl, env } = await setUp(target, 'https')
  proxy.mood = 'hang'
  const { stdout, code } = await run({
    ...env,
    HTTPS_PROXY: proxyUrl,
    HTTP_PROXY: proxyUrl,
    WAIT: '300ms',
  })
  expect({ code, stdout }).toEqual({ code: 0, stdout: '{"delivered":0,"pending":1}\n' })
})

it('a certificate of another name is not taken for that of the sink', async () => {
  const { sink, proxy, proxyUrl, env } = await setUp('https', 'https', 'other.test')
  const { stdout } = await run({ ...env, PROXY: proxyUrl, WAIT: '1s' })
  expect(stdout).toBe('{"delivered":0,"pending":1}\n')
  await run({ ...env, PROXY: proxyUrl, DIES: '1' })
  expect(sink.requests).toEqual([])
  expect(proxy.asked.length).toBeGreaterThan(1)
})

const straight: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['NO_PROXY has its address', { NO_PROXY: 'a.test, 127.0.0.1' }],
  ['the option says so', { PROXY: 'false' }],
  ['only a client of CGI names one', { REQUEST_METHOD: 'GET', http_proxy: '' }],
]

it.each(straight)('goes straight where %s', async (_, env) => {
  const [sink, proxy] = [await startSink(), await startProxy({})]
  const named = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` }
  const { stdout } = await run({ ...named, SINK_URL: sink.url, ...env })
  expect(stdout).toBe('{"delivered":1,"pending":0}\n')
  expect(proxy.asked).toEqual([])
})

it('says once that a variable is no use, without its value, and does without', async () => {
  const sink = await startSink()
  const env = { HTTP_PROXY: 'socks5://ada:secret@127.0.0.1:1', SINK_URL: sink.url }
  const { stdout, stderr } = await run(env)
  expect(stdout).toBe('{"delivered":1,"pending":0}\n')
  expect(stderr).toBe(
    '[holdfast] proxyIgnored: HTTP_PROXY: expected the URL of a proxy, http: or https:; it is ignored\n',
  )
})

it('an option that is wrong is named, and not repeated', async () => {
  const { code, stderr } = await run({
    PROXY: 'socks5://ada:secret@127.0.0.1:1',
    SINK_URL: 'http://a/',
  })
  expect(code).toBe(1)
  expect(stderr).toContain('proxy: expected the http: or https: URL of a proxy, or false')
  expect(stderr).not.toContain('secret')
})

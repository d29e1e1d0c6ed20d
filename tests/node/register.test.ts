import type { FaultySink } from '@holdfast/shared/testing'
import { describe, expect, it } from 'vitest'
import { metricsOf } from '../harness/metricsOf.ts'
import { errorsOf, eventsOf } from '../harness/readTaken.ts'
import { type NodeRun, runNode } from '../harness/runNode.ts'
import { startSink } from '../harness/startSink.ts'

type Environment = Readonly<Record<string, string | undefined>>

const imported = ['--import', '@holdfast/node/register']
const required = ['--require', '@holdfast/node/register']

/** What the tests' own run has in its environment is none of the app's. */
const bare = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => name.startsWith('HOLDFAST_'))
    .map((name) => [name, undefined]),
)

const run = (script: string, env: Environment = {}, flags = imported): Promise<NodeRun> =>
  runNode({
    script: new URL(`children/register/${script}`, import.meta.url),
    // Flags name a package as an app's own folder knows it.
    folder: new URL('../', import.meta.url),
    flags,
    env: { ...bare, ...env },
  })

const messagesOf = (sink: FaultySink): readonly string[] =>
  errorsOf(sink)
    .map(({ message }) => message)
    .sort()

describe('an app that is started with register', () => {
  it.each([
    ['--import', imported],
    ['--require', required],
  ])('by %s is monitored without a line of its own', async (_, flags) => {
    const sink = await startSink()
    const env = { FAIL: 'yes', HOLDFAST_SENTRY_DSN: sink.dsn, HOLDFAST_HTTP_URL: sink.url }
    const { code, stderr } = await run('unaware.cjs', env, flags)
    expect(code).toBe(1)
    expect(stderr).toContain('RangeError: nobody caught it')
    expect(stderr).not.toContain('[holdfast]')
    expect(messagesOf(sink)).toEqual(['nobody caught it'])
    expect(eventsOf(sink)).toHaveLength(1)
  })

  it('says what it is by its variables, and sends the headers that they hold', async () => {
    const sink = await startSink()
    const { stderr } = await run('imports.mjs', {
      HOLDFAST_SERVICE: ' checkout ',
      HOLDFAST_RELEASE: '1.4.2',
      HOLDFAST_ENVIRONMENT: 'staging',
      NODE_ENV: 'production',
      HOLDFAST_HTTP_URL: sink.url,
      HOLDFAST_HTTP_HEADERS: 'authorization=Bearer%20a%2Cb==, x-tenant = acme ',
      HOLDFAST_TAGS: 'region=eu%2Dwest,cell=7',
      HOLDFAST_SHUTDOWN_TIMEOUT: '5000',
      HOLDFAST_METRICS_INTERVAL: '30s',
      HOLDFAST_DEBUG: 'false',
      HOLDFAST_CONSENT: 'granted',
    })
    expect(stderr).toBe('')
    const [request] = sink.requests
    expect(request?.headers).toMatchObject({ authorization: 'Bearer a,b==', 'x-tenant': 'acme' })
    expect(JSON.parse(request?.body ?? '').resource).toMatchObject({
      service: 'checkout',
      release: '1.4.2',
      environment: 'staging',
    })
    const [error] = errorsOf(sink)
    expect(error?.tags).toEqual({ region: 'eu-west', cell: '7', own: 'yes' })
  })

  it('is named by its package.json, and runs where NODE_ENV says, where nothing else does', async () => {
    const sink = await startSink()
    await run('requires.cjs', { HOLDFAST_HTTP_URL: sink.url, NODE_ENV: 'production' }, required)
    expect(messagesOf(sink)).toEqual(['captured by require'])
    expect(JSON.parse(sink.requests[0]?.body ?? '').resource).toMatchObject({
      service: '@holdfast-internal/tests',
      environment: 'production',
    })
  })

  it.each([
    ['--import', imported],
    ['--require', required],
    ['no flag', []],
  ])(
    'by %s has one monitor, whether imported or required, and nothing global',
    async (...[, flags]) => {
      const sink = await startSink()
      const { stdout } = await run('both.mjs', { HOLDFAST_HTTP_URL: sink.url }, flags)
      expect(stdout).toBe('true 0\n')
    },
  )

  it('obeys consent', async () => {
    const sink = await startSink()
    await run('imports.mjs', { HOLDFAST_HTTP_URL: sink.url, HOLDFAST_CONSENT: 'denied' })
    expect(errorsOf(sink)).toEqual([])
  })
})

describe('a server that is started with register', () => {
  it.each([
    [undefined, 1],
    ['true', 1],
    ['false', 0],
  ])('is watched where HOLDFAST_INCOMING is %s: %d', async (incoming, times) => {
    const sink = await startSink()
    const { stdout, stderr } = await run('serves.cjs', {
      HOLDFAST_HTTP_URL: sink.url,
      HOLDFAST_INCOMING: incoming,
    })
    expect({ stdout, stderr }).toEqual({ stdout: '200\n', stderr: '' })
    const names = metricsOf(sink).map(({ name }) => name)
    expect(names.filter((name) => name === 'http.server.request.duration')).toHaveLength(times)
  })
})

describe('an app whose variables are not right', () => {
  it('runs as it would, and is told once which are wrong, but no value', async () => {
    const sink = await startSink()
    const { code, stdout, stderr } = await run('imports.mjs', {
      HOLDFAST_SENTRY_DSN: 's3cr3t',
      HOLDFAST_HTTP_URL: 's3cr3t',
      HOLDFAST_HTTP_HEADERS: 's3cr3t',
      HOLDFAST_TAGS: 's3cr3t=%',
      HOLDFAST_CONSENT: 's3cr3t',
      HOLDFAST_MIN_SEVERITY: 's3cr3t',
      HOLDFAST_METRICS_INTERVAL: 's3cr3t',
      HOLDFAST_SHUTDOWN_TIMEOUT: 's3cr3t',
      HOLDFAST_DEBUG: 's3cr3t',
      HOLDFAST_DISABLED: 's3cr3t',
      HOLDFAST_SENTRY_DNS: sink.dsn,
      'HOLDFAST_\u001b[31m': 's3cr3t',
    })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '42 within\n' })
    expect(stderr).not.toContain('s3cr3t')
    expect(stderr.split('\n')).toEqual([
      '[holdfast] Not monitoring, for these variables of the environment are missing or wrong:',
      '  - HOLDFAST_DISABLED: expected true or false',
      expect.stringMatching(/^ {2}- HOLDFAST_HTTP_HEADERS: expected pairs such as name=value/),
      expect.stringMatching(/^ {2}- HOLDFAST_TAGS: expected pairs/),
      '  - HOLDFAST_DEBUG: expected true or false',
      "  - HOLDFAST_CONSENT: expected 'granted', 'pending' or 'denied'",
      '  - HOLDFAST_SENTRY_DSN: expected a DSN: https://<key>@<host>/<project number>',
      '  - HOLDFAST_HTTP_URL: expected an http: or https: URL',
      '  - HOLDFAST_MIN_SEVERITY: expected debug, info, warn, error, fatal',
      "  - HOLDFAST_METRICS_INTERVAL: expected milliseconds, or a duration such as '2s'",
      "  - HOLDFAST_SHUTDOWN_TIMEOUT: expected milliseconds, or a duration such as '2s'",
      'Not known, and ignored: HOLDFAST_SENTRY_DNS, HOLDFAST_??31m.',
      expect.stringMatching(/^Known are HOLDFAST_SERVICE, .*HOLDFAST_STORE_DIR\.$/),
      '',
    ])
    expect(sink.requests).toEqual([])
  })

  it('keeps its exit code, and is told in one line what to set, where there is nothing', async () => {
    const { code, stdout, stderr } = await run('unaware.cjs')
    expect({ code, stdout, stderr }).toEqual({
      code: 3,
      stdout: 'ready\n',
      stderr:
        '[holdfast] Not monitoring: set HOLDFAST_SENTRY_DSN or HOLDFAST_HTTP_URL in the environment.\n',
    })
  })

  it('is told of a name that is not known, and monitored', async () => {
    const sink = await startSink()
    const env = { HOLDFAST_HTTP_URL: sink.url, HOLDFAST_CONCENT: 'x', HOLDFAST_RELEASE: '' }
    const { stderr } = await run('imports.mjs', env)
    expect(stderr).toMatch(/^\[holdfast\] Not known, and ignored: HOLDFAST_CONCENT\.\nKnown are /)
    expect(messagesOf(sink)).toEqual(['captured by import'])
  })

  it('runs where no monitor can start', async () => {
    const sink = await startSink()
    const sabotage = ['--require', './node/children/register/sabotage.cjs', ...required]
    const ended = await run('requires.cjs', { HOLDFAST_HTTP_URL: sink.url }, sabotage)
    expect(ended).toMatchObject({
      code: 0,
      stdout: 'ready\n',
      stderr: '[holdfast] Not monitoring: it could not start in this process.\n',
    })
    expect(sink.requests).toEqual([])
  })

  it('is left alone where it is disabled', async () => {
    const sink = await startSink()
    const env = { HOLDFAST_HTTP_URL: sink.url, HOLDFAST_DISABLED: '1', HOLDFAST_OTHER: 'x' }
    const { code, stdout, stderr } = await run('imports.mjs', env)
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '42 within\n', stderr: '' })
    expect(sink.requests).toEqual([])
  })
})

describe('a worker thread', () => {
  it('has a monitor of its own, of the same service', async () => {
    const sink = await startSink()
    const { stdout, stderr } = await run('threads.mjs', { HOLDFAST_HTTP_URL: sink.url })
    expect({ stdout, stderr }).toEqual({ stdout: 'false 1\n0\n', stderr: '' })
    expect(messagesOf(sink)).toEqual(['of a worker', 'of the main thread'])
    const services = sink.requests.map(({ body }) => JSON.parse(body).resource.service)
    expect(new Set(services)).toEqual(new Set(['@holdfast-internal/tests']))
  })

  it.each([
    ['what its main thread was told', undefined, 1],
    ['that it has no variables', '{}', 1],
    ['news, where its own are wrong', '{"HOLDFAST_SENTRY_DSN":"wrong"}', 2],
  ])('is told %s as often as is right', async (...[, workerEnv, times]) => {
    const { code, stderr } = await run('threads.mjs', { WORKER_ENV: workerEnv, HOLDFAST_TAGS: 'x' })
    expect(code).toBe(0)
    expect(stderr.match(/\[holdfast\]/g)).toHaveLength(times)
  })

  it('is left alone where its own environment says so', async () => {
    const sink = await startSink()
    const workerEnv = JSON.stringify({ HOLDFAST_HTTP_URL: sink.url, HOLDFAST_DISABLED: 'true' })
    await run('threads.mjs', { WORKER_ENV: workerEnv, HOLDFAST_HTTP_URL: sink.url })
    expect(messagesOf(sink)).toEqual(['of the main thread'])
  })
})

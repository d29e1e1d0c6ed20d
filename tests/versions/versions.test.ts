import type { FaultySink } from '@holdfast/shared/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { expectSeen, repeatsOf } from '../harness/expectSeen.ts'
import { metricsOf } from '../harness/metricsOf.ts'
import { once, policyFactsOf } from '../harness/policyFacts.ts'
import { errorsOf, signalsOf } from '../harness/readTaken.ts'
import { type NodeRun, runNode } from '../harness/runNode.ts'
import { startSink } from '../harness/startSink.ts'
import { down, startUpstream } from '../harness/startUpstream.ts'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'
import { visibleEnd } from '../node/runChild.ts'
import { missing, nodes } from './nodes.ts'

interface Way {
  readonly sink?: FaultySink
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

it('has several versions to test', ({ skip }) => {
  if (missing) skip(missing)
  const majors = nodes.map(({ version }) => version.split('.')[0])
  expect([...new Set(majors)]).toEqual(expect.arrayContaining(['22', '24', '26']))
})

const openStore = (): Readonly<Record<string, string>> => {
  const folder = createTemporaryFolder()
  onTestFinished(folder.remove)
  return { HOLDFAST_STORE_DIR: folder.path }
}

/** What the tests' own run has in its environment is none of the app's. */
const unset = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => name.startsWith('HOLDFAST_') && name !== 'HOLDFAST_STORE_DIR')
    .map((name) => [name, undefined]),
)

describe.each(nodes)('Node $version', ({ path, version }) => {
  const run = (script: string, { sink, flags = [], env = {} }: Way = {}): Promise<NodeRun> =>
    runNode({
      node: path,
      script: new URL(`../${script}`, import.meta.url),
      // Flags name a package as an app's own folder knows it.
      folder: new URL('../', import.meta.url),
      flags,
      env: { ...unset, SINK_URL: sink?.url, SINK_DSN: sink?.dsn, ...env },
    })

  it('is that version', async () => {
    const { stdout } = await run('versions/children/version.mjs')
    expect(stdout.trim()).toBe(version)
  })

  it.each([
    ['imported.mjs', 'imported'],
    ['required.cjs', 'required'],
  ])('sends what is captured: %s', async (script, message) => {
    const sink = await startSink()
    const { code, stdout, stderr } = await run(`node/children/${script}`, { sink })
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'true\n', stderr: '' })
    expectSeen(sink, [{ type: 'Error', message, handled: true }])
  })

  it.each(['--import', '--require'])('monitors an app by %s, and ends as it does', async (flag) => {
    const sink = await startSink()
    const { code, stdout, stderr } = await run('node/children/register/unaware.cjs', {
      flags: [flag, '@holdfast/node/register'],
      env: { FAIL: 'yes', HOLDFAST_SENTRY_DSN: sink.dsn, HOLDFAST_HTTP_URL: sink.url },
    })
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'ready\n' })
    expect(stderr).toContain('RangeError: nobody caught it')
    expect(stderr).not.toMatch(/holdfast\]|warning/i)
    expectSeen(sink, [{ type: 'RangeError', message: 'nobody caught it', handled: false }])
  })

  it('loses none of a burst that it is killed after', async () => {
    const [sink, store] = [await startSink(), openStore()]
    const env = { ...store, SINK_URL: 'http://127.0.0.1:9/' }
    const burst = await run('crash/children/burst.mjs', { env })
    expect(burst.signal).toBe('SIGKILL')
    const ids = burst.stdout.trim().split('\n')
    expect(ids).toHaveLength(500)
    await run('crash/children/recover.mjs', { sink, env: { ...store, EXPECTED: '500' } })
    expect([...sink.taken('http').keys()].sort()).toEqual([...ids].sort())
    expect(repeatsOf(sink.taken('http'))).toEqual([])
  })

  it('bills each use that it was killed after, once', async () => {
    const [sink, store] = [await startSink(), openStore()]
    const meter = 'versions/children/meter.mjs'
    const env = { ...store, SINK_URL: 'http://127.0.0.1:9/', USES: '3000' }
    const killed = await run(meter, { env })
    expect(killed).toMatchObject({ signal: 'SIGKILL', stdout: '3000\n' })
    expect(await run(meter, { sink, env: store })).toMatchObject({ code: 0, stderr: '' })
    const uses = signalsOf(sink).flatMap((signal) => (signal.kind === 'usage' ? signal.deltas : []))
    expect(new Set(uses.map(({ subject }) => subject)).size).toBe(7)
    expect(uses.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(3_000)
    expect(repeatsOf(sink.taken('http'))).toEqual([])
  })

  it.each([
    ['throwAtOnce', { type: 'TypeError', message: 'thrown at once' }],
    ['throwText', { type: 'NonError', message: 'a text, thrown' }],
    ['rejectLater', { type: 'Error', message: 'rejected later' }],
  ])('ends as without us, and is seen once: %s', async (failure, seen) => {
    const sink = await startSink()
    const env = { FAILURE: failure }
    const bare = await run('node/children/fail.mjs', { env })
    const monitored = await run('node/children/fail.mjs', { env, sink })
    expect(bare.code).toBe(1)
    expect(visibleEnd(monitored)).toEqual(visibleEnd(bare))
    expectSeen(sink, [{ ...seen, handled: false }])
  })

  it('spares a service that is down, and tells of it', async () => {
    const [sink, upstream] = [await startSink(), await startUpstream(down)]
    const env = { UPSTREAM_URL: upstream.url, CALLS: '1002' }
    const { code, stdout, stderr } = await run('node/children/policy.mjs', { sink, env })
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'open\n', stderr: '' })
    expect(upstream.calls).toBe(2)
    expect(policyFactsOf(sink).counts).toMatchObject({
      'policy.runs payments failure': once(2),
      'policy.runs payments rejected': once(1_000),
    })
  })

  it('tells how it is, by metrics', async () => {
    const sink = await startSink()
    const flags = ['--expose-gc']
    const { code, stderr } = await run('node/children/runtimeMetrics.mjs', { sink, flags })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const metrics = metricsOf(sink)
    const longest = metrics.find(({ name }) => name === 'nodejs.eventloop.delay.max')
    expect(longest && 'value' in longest && longest.value).toBeGreaterThanOrEqual(0.15)
    const major = metrics.find(({ attributes }) => attributes['v8js.gc.type'] === 'major')
    expect(major?.name).toBe('v8js.gc.duration')
    const names = new Set(metrics.map(({ name }) => name))
    for (const name of ['process.memory.usage', 'process.cpu.time', 'v8js.memory.heap.limit']) {
      expect(names).toContain(name)
    }
  })

  it('keeps ten scopes apart over what they await', async () => {
    const sink = await startSink()
    const { code, stderr } = await run('versions/children/scopes.mjs', { sink })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const errors = errorsOf(sink)
    expect(errors).toHaveLength(50)
    for (const { message, user } of errors) expect(message.split(' ')[0]).toBe(user?.id)
  })
})

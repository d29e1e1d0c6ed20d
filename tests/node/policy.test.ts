import { describe, expect, it } from 'vitest'
import { once, policyFactsOf } from '../harness/policyFacts.ts'
import { errorsOf, eventsOf } from '../harness/readTaken.ts'
import { startSink } from '../harness/startSink.ts'
import { down, downFor, startUpstream } from '../harness/startUpstream.ts'
import { runChild } from './runChild.ts'

const thousandRejections = {
  counts: {
    'policy.runs payments failure': once(2),
    'policy.runs payments rejected': once(1_000),
    'policy.rejections payments breaker': once(1_000),
  },
  changes: [{ policy: 'payments', from: 'closed', to: 'open', cooldown: 3_600_000 }],
}

describe('a policy of a monitor, in a process of its own', () => {
  it('spares a service that is down, and tells of a thousand rejections in one signal', async () => {
    const [sink, upstream] = [await startSink(), await startUpstream(down)]
    const env = { UPSTREAM_URL: upstream.url, CALLS: '1002' }
    const { code, stdout, stderr } = await runChild('policy.mjs', { sink, env })
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'open\n', stderr: '' })
    expect(upstream.calls).toBe(2)
    expect(policyFactsOf(sink)).toEqual(thousandRejections)
  })

  it('tells its counts also where the process exits at once', async () => {
    const [sink, upstream] = [await startSink(), await startUpstream(down)]
    const env = { UPSTREAM_URL: upstream.url, CALLS: '1002', EXIT: '3' }
    expect((await runChild('policy.mjs', { sink, env })).code).toBe(3)
    expect(policyFactsOf(sink)).toEqual(thousandRejections)
  })

  it('tells its state with an error that has passed through it, in both dialects', async () => {
    const [sink, upstream] = [await startSink(), await startUpstream(down)]
    const env = { UPSTREAM_URL: upstream.url, CALLS: '10' }
    await runChild('policy.mjs', { sink, env })
    const failed = { name: 'payments', outcome: 'failure', attempts: 1, breaker: 'closed' }
    const kept = { name: 'payments', outcome: 'rejected', attempts: 0, breaker: 'open' }
    const expected = [
      { type: 'Error', policy: failed },
      { type: 'BreakerOpenError', policy: kept },
    ]
    const fromHttp = errorsOf(sink).map(({ exceptions, contexts }) => ({
      type: exceptions[0]?.type,
      policy: contexts?.['policy'],
    }))
    const fromSentry = eventsOf(sink).map(({ exception, contexts }) => ({
      type: exception?.values?.[0]?.type,
      policy: contexts?.['policy'],
    }))
    expect(fromHttp).toEqual(expected)
    expect(fromSentry).toHaveLength(2)
    expect(fromSentry).toEqual(expect.arrayContaining(expected))
  })

  it('finds out when the service is back, and tells of each change', async () => {
    const [sink, upstream] = [await startSink(), await startUpstream(downFor(2))]
    const env = { UPSTREAM_URL: upstream.url, CALLS: '5', COOLDOWN: '500ms', LAST: '600' }
    const { stdout } = await runChild('policy.mjs', { sink, env })
    expect(stdout).toBe('call 3\nclosed\n')
    expect(policyFactsOf(sink).changes).toEqual([
      { policy: 'payments', from: 'closed', to: 'open', cooldown: 500 },
      { policy: 'payments', from: 'open', to: 'halfOpen', rejected: 3 },
      { policy: 'payments', from: 'halfOpen', to: 'closed' },
    ])
  })
})

describe('a process', () => {
  it('is not kept alive by an open breaker', async () => {
    const [sink, upstream] = [await startSink(), await startUpstream(down)]
    const env = { UPSTREAM_URL: upstream.url, CALLS: '3' }
    const bare = await runChild('idle.mjs')
    const { code, stdout, milliseconds } = await runChild('policy.mjs', { sink, env })
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'open\n' })
    // Its cooldown is an hour, and its counts are told every ten seconds.
    expect(milliseconds).toBeLessThan(bare.milliseconds + 3_000)
  })

  it('is kept alive by a retry that waits, until the call has settled', async () => {
    const [sink, upstream] = [await startSink(), await startUpstream(downFor(1))]
    const env = { UPSTREAM_URL: upstream.url }
    const { code, stdout, stderr, milliseconds } = await runChild('retryWait.mjs', { sink, env })
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'charged by attempt 2\n',
      stderr: '',
    })
    expect(milliseconds).toBeGreaterThan(1_000)
    expect(policyFactsOf(sink).counts).toEqual({
      'policy.retries payments': once(1),
      'policy.runs payments success': once(1),
    })
  })
})

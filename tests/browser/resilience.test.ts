import { describe, expect, it } from 'vitest'
import { once, policyFactsOf } from '../harness/policyFacts.ts'
import { errorsOf, eventsOf } from '../harness/readTaken.ts'
import { startSink } from '../harness/startSink.ts'
import { down, downFor, startUpstream } from '../harness/startUpstream.ts'
import { openPage } from './openPage.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

type Answer = Parameters<typeof startUpstream>[0]

const openGuarded = async (answerTo: Answer) => {
  const [sink, upstream] = [await startSink(), await startUpstream(answerTo)]
  const query = { upstream: upstream.url }
  const opened = await openPage({ browser: chromium(), script: 'guarded.ts', sink, query })
  return { sink, upstream, ...opened }
}

const chargeOften = `(async () => {
  for (let call = 1; call <= 1_002; call++) await charge().catch(() => undefined)
})()`

const thousandRejections = {
  counts: {
    'policy.runs payments failure': once(2),
    'policy.runs payments rejected': once(1_000),
    'policy.rejections payments breaker': once(1_000),
  },
  changes: [{ policy: 'payments', from: 'closed', to: 'open', cooldown: 3_600_000 }],
}

describe('policies of a page', () => {
  it('spare a service that is down, and tell of a thousand rejections in one signal', async () => {
    const { sink, upstream, page } = await openGuarded(down)
    await page.evaluate(chargeOften)
    await page.evaluate('monitor.flush()')
    expect(upstream.calls).toBe(2)
    expect(policyFactsOf(sink)).toEqual(thousandRejections)
    expect(eventsOf(sink)).toEqual([])
  })

  it('tell their counts when the page is left', async () => {
    const { sink, page, served } = await openGuarded(down)
    await page.evaluate(chargeOften)
    await page.goto(`${served.url}elsewhere`)
    await sink.waitFor(4, { dialect: 'http' })
    expect(policyFactsOf(sink)).toEqual(thousandRejections)
  })

  it('tell their state with an error that nobody caught, in both dialects', async () => {
    const { sink, page } = await openGuarded(down)
    await page.evaluate('void charge()')
    await sink.waitFor(1, { dialect: 'http' })
    await sink.waitFor(1, { dialect: 'sentry' })
    const policy = { name: 'payments', outcome: 'failure', attempts: 1, breaker: 'closed' }
    expect(errorsOf(sink)).toMatchObject([{ message: 'answered 503', contexts: { policy } }])
    expect(eventsOf(sink)).toMatchObject([{ contexts: { policy } }])
  })

  it('wait and give up by timers of the page', async () => {
    const { sink, upstream, page } = await openGuarded(downFor(2))
    expect(await page.evaluate('askRates()')).toBe('call 3')
    expect(upstream.calls).toBe(3)
    await page.evaluate('monitor.flush()')
    expect(policyFactsOf(sink).counts).toEqual({
      'policy.retries rates': once(2),
      'policy.runs rates success': once(1),
    })
  })

  it('give up what takes too long', async () => {
    const { sink, page } = await openGuarded(() => 'never')
    expect(await page.evaluate('askSlowly().catch(({ code }) => code)')).toBe('CALL_TIMEOUT')
    await page.evaluate('monitor.flush()')
    expect(policyFactsOf(sink).counts).toEqual({
      'policy.timeouts slow call': once(1),
      'policy.runs slow failure': once(1),
    })
  })
})

describe('a page without a monitor', () => {
  it('has the same protection from its own door', async () => {
    const upstream = await startUpstream(() => 'never')
    const query = { upstream: upstream.url }
    const script = 'unmonitored.ts'
    const { page, console } = await openPage({ browser: chromium(), script, query, shows: 'ask' })
    const requested: string[] = []
    page.on('request', (request) => requested.push(new URL(request.url()).origin))
    expect(await page.evaluate('ask()')).toBe('failed')
    expect(await page.evaluate('ask()')).toBe('kept back')
    expect(await page.evaluate('ask()')).toBe('kept back')
    expect(upstream.calls).toBe(3)
    expect(await page.evaluate('[...new Set(heard)].sort()')).toEqual([
      'breaker',
      'fallback',
      'rejected',
      'retry',
      'settled',
      'timeout',
    ])
    // It tells nobody but who listens.
    expect(new Set(requested)).toEqual(new Set([new URL(upstream.url).origin]))
    expect(console).toEqual([])
  })
})

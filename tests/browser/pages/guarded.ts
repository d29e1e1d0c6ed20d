import { http, init, sentry } from '@holdfast/browser'
import { type Call, policies } from '@holdfast/browser/resilience'

const query = new URLSearchParams(location.search)

const calls = policies()

window.monitor = init({
  service: 'page',
  sinks: [sentry({ dsn: query.get('dsn') ?? '' }), http({ url: query.get('url') ?? '' })],
  instruments: [calls],
})

const call = async ({ signal }: Call): Promise<string> => {
  const response = await fetch(query.get('upstream') ?? '', { signal })
  const text = await response.text()
  if (!response.ok) throw new Error(`answered ${response.status}`)
  return text
}

const payments = calls.policy('payments', { breaker: { threshold: 2, cooldown: '1h' } })
const slow = calls.policy('slow', { timeout: '200ms' })
const rates = calls.policy('rates', { retry: { attempts: 3, baseDelay: '50ms', jitter: 'none' } })

/** For the tests to call. */
Object.assign(window, {
  charge: () => payments.run(call),
  askSlowly: () => slow.run(call),
  askRates: () => rates.run(call),
})

import { BreakerOpenError, policy } from '@holdfast/browser/resilience'

const query = new URLSearchParams(location.search)
const heard: string[] = []

const rates = policy({
  timeout: '200ms',
  retry: { attempts: 2, baseDelay: '20ms' },
  breaker: { threshold: 3, cooldown: '1h' },
  fallback: (error) => (error instanceof BreakerOpenError ? 'kept back' : 'failed'),
  on: ({ type }) => heard.push(type),
})

/** For the tests to call. */
Object.assign(window, {
  heard,
  ask: () =>
    rates.run(async ({ signal }) => {
      const response = await fetch(query.get('upstream') ?? '', { signal })
      return response.text()
    }),
})

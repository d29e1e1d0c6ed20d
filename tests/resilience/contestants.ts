import * as ours from '@holdfast/node/resilience'
import * as cockatiel from 'cockatiel'
import CircuitBreaker from 'opossum'

export type Run = <Result>(fn: () => Promise<Result>) => Promise<Result | string>

/** One library behind what all of them can do; a part that it lacks is missing. */
export interface Contestant {
  readonly name: string
  readonly breaker: (threshold: number, cooldown: number) => Run
  readonly timeout: (after: number) => Run
  readonly fallback: (value: string) => Run
  readonly retry?: (attempts: number) => Run
  readonly bulkhead?: (concurrency: number, queue: number) => Run
}

const { handleAll } = cockatiel

const holdfast: Contestant = {
  name: 'holdfast',
  breaker: (threshold, cooldown) => ours.breaker({ threshold, cooldown }).run,
  timeout: (after) => ours.timeout(after).run,
  fallback: (value) => ours.fallback(value).run,
  retry: (attempts) => ours.retry({ attempts, baseDelay: 1 }).run,
  bulkhead: (concurrency, queue) => ours.bulkhead({ concurrency, queue }).run,
}

const runBy =
  (policy: { execute<Result>(fn: () => Promise<Result>): Promise<Result | string> }): Run =>
  (fn) =>
    policy.execute(fn)

const theCockatiel: Contestant = {
  name: 'cockatiel',
  breaker: (threshold, halfOpenAfter) =>
    runBy(
      cockatiel.circuitBreaker(handleAll, {
        halfOpenAfter,
        breaker: new cockatiel.ConsecutiveBreaker(threshold),
      }),
    ),
  timeout: (after) => runBy(cockatiel.timeout(after, cockatiel.TimeoutStrategy.Aggressive)),
  fallback: (value) => runBy(cockatiel.fallback(handleAll, value)),
  retry: (attempts) => runBy(cockatiel.retry(handleAll, { maxAttempts: attempts - 1 })),
  bulkhead: (concurrency, queue) => runBy(cockatiel.bulkhead(concurrency, queue)),
}

const fireBy = (options: CircuitBreaker.Options, value?: string): Run => {
  const breaker = new CircuitBreaker((fn: () => Promise<unknown>) => fn(), options)
  if (value !== undefined) breaker.fallback(() => value)
  return (fn) => breaker.fire(fn) as ReturnType<typeof fn>
}

const theOpossum: Contestant = {
  name: 'opossum',
  // It knows no failures in a row; a ratio from so many calls on comes nearest.
  breaker: (volumeThreshold, resetTimeout) =>
    fireBy({ timeout: false, volumeThreshold, resetTimeout, errorThresholdPercentage: 99 }),
  timeout: (timeout) => fireBy({ timeout }),
  fallback: (value) => fireBy({ timeout: false }, value),
}

export const contestants: readonly Contestant[] = [holdfast, theCockatiel, theOpossum]

import { createCounters } from '../aggregate/counters.ts'
import type { Contexts } from '../model/attributes.ts'
import type { Fact } from '../model/signal.ts'
import { milliseconds } from '../model/units.ts'
import type { Capture, Instrument } from '../ports/instrument.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import type { ResilienceHost } from '../resilience/host.ts'
import { createPolicy, type Policy, type PolicyOptions } from '../resilience/policy.ts'
import type { PolicyEvent } from '../resilience/policyEvent.ts'

/** Protection for the app's own calls that tells what it does. */
export interface Policies extends Instrument {
  /**
   * Protects one kind of call: what the policy does becomes telemetry with no further work. The same
   * name gives the same policy, with the options of the first time; of names, 1,000 are remembered.
   *
   * - Runs, retries, timeouts, rejections, hedges and fallbacks are counted, and sent as metrics: a
   *   thousand rejections are one signal with a count.
   * - Each change of the breaker is an event `policy.breaker`.
   * - An error that has passed through, captured later by itself or as a cause, carries the context
   *   `policy`.
   *
   * @throws {TypeError} naming every option that is wrong.
   * @example
   * const payments = monitor.policy('payments', {
   *   timeout: '2s',
   *   retry: { attempts: 3 },
   *   breaker: { threshold: 5, cooldown: '30s' },
   * })
   * const charge = await payments.run(({ signal }) => fetch(url, { signal }))
   */
  policy<Fallback = never>(name: string, options?: PolicyOptions<Fallback>): Policy<Fallback>
}

const plurals = { retry: 'retries', hedge: 'hedges', fallback: 'fallbacks' }

/** How long counts are gathered. */
const period = milliseconds(10_000)
/** A name is for one kind of call. Made of what calls differ in, they would never end. */
const mostNames = 1_000
/** Events that nobody is there yet to capture. */
const mostWaiting = 100

/**
 * Makes policies that one monitor or several tell of.
 *
 * @param scheduler - reports now and then. Without one, a monitor is told only when it is flushed: on the
 * edge, what another invocation captures for it would be sent on behalf of that one, and end with it.
 */
export const createPolicies = (
  host: ResilienceHost,
  scheduler?: Pick<Scheduler, 'after'>,
): Policies => {
  const policies = new Map<string, Policy<unknown>>()
  const counters = createCounters()
  const captures = new Set<Capture>()
  const waiting: Fact[] = []
  let isDue = false

  const report = (capture: Capture): void => {
    for (const fact of [...waiting.splice(0), ...counters.drain()]) capture.captureFact(fact)
  }
  const latest = (): Capture | undefined => [...captures].at(-1)

  const count = (name: string, attributes: { readonly [name: string]: string }): void => {
    counters.add(`policy.${name}`, attributes)
    if (isDue || !scheduler) return
    isDue = true
    scheduler.after(period, () => {
      isDue = false
      const capture = latest()
      if (capture) report(capture)
    })
  }

  const tell = (fact: Fact): void => {
    if (waiting.length < mostWaiting) waiting.push(fact)
    const capture = scheduler && latest()
    if (!capture) return
    for (const waited of waiting.splice(0)) capture.captureFact(waited)
  }

  const observe = (policy: string, getBreaker: () => string | undefined) => {
    let rejected = 0
    const onBreaker = ({ from, to, cooldown }: Extract<PolicyEvent, { type: 'breaker' }>): void => {
      const attributes = {
        policy,
        from,
        to,
        ...(cooldown !== undefined && { cooldown }),
        ...(rejected > 0 && { rejected }),
      }
      rejected = 0
      tell({ kind: 'event', name: 'policy.breaker', attributes })
    }
    const onSettled = (event: Extract<PolicyEvent, { type: 'settled' }>): void => {
      count('runs', { policy, outcome: event.outcome })
      if (!('error' in event)) return
      const { outcome, attempts } = event
      const context = { name: policy, outcome, attempts, breaker: getBreaker() ?? 'none' }
      const contexts: Contexts = { policy: context }
      for (const capture of captures) capture.explain(event.error, contexts)
    }
    return (event: PolicyEvent): void => {
      const { type } = event
      if (type === 'settled') onSettled(event)
      else if (type === 'breaker') onBreaker(event)
      else if (type === 'timeout') count('timeouts', { policy, of: event.of })
      else if (type === 'rejected') {
        if (event.by === 'breaker') rejected++
        count('rejections', { policy, by: event.by })
      } else count(plurals[type], { policy })
    }
  }

  const create = (name: string, options: PolicyOptions<unknown>): Policy<unknown> => {
    const observed = observe(name, () => created.breaker?.state().state)
    const created = createPolicy<unknown>(
      {
        ...options,
        on: (event) => {
          observed(event)
          return options.on?.(event)
        },
      },
      host,
    )
    return created
  }

  return {
    name: 'policies',
    start: (capture) => {
      captures.add(capture)
      return () => void captures.delete(capture)
    },
    report,
    policy: <Fallback = never>(name: string, options: PolicyOptions<Fallback> = {}) => {
      const known = policies.get(name)
      const policy = known ?? create(name, options)
      if (!known && policies.size < mostNames) policies.set(name, policy)
      return policy as Policy<Fallback>
    },
  }
}

import { attempt, type Policies, property } from '@holdfast/shared'
import type {
  BreakerOptions,
  PolicyListener,
  PolicyOptions,
  RetryOptions,
  Runner,
} from '@holdfast/shared/resilience'
import { createTaken, drop } from './createTaken.ts'
import type { FetchOptions } from './fetchOptions.ts'
import { isRepeatable } from './isRepeatable.ts'

type Fetch = typeof globalThis.fetch

/** Makes functions that are called as `fetch` is, each under a policy. */
export const createFetch =
  ({ policy }: Pick<Policies, 'policy'>) =>
  (name: string, options: FetchOptions = {}): Fetch => {
    check(options)
    const { fetch, methods, ...others } = options
    return guard(policy<Response>(name, toPolicyOptions(others)), { fetch, methods })
  }

type Own = { readonly [Name in 'fetch' | 'methods']: FetchOptions[Name] | undefined }

const guard =
  ({ run }: Runner<Response>, { fetch, methods }: Own): Fetch =>
  async (input, init) => {
    const signal = signalOf(input, init)
    const taken = createTaken()
    try {
      const response = await run(
        async (call) => {
          const send = fetch ?? globalThis.fetch
          return taken.note(
            await send(input, { ...allOf(init), signal: join(call.signal, signal) }),
          )
        },
        { signal, once: !isRepeatable(input, init, methods) },
      )
      taken.end(response)
      return response
    } catch (error) {
      taken.end()
      throw error
    }
  }

/** Also what is no property of its own: a `Request` may stand there, and says all by what it inherits. */
const allOf = (init: RequestInit | undefined): RequestInit => {
  const all: Record<string, unknown> = {}
  for (const name in init) all[name] = property(init, name)
  return all
}

/** The caller's own, also `null`, stands in the place of the one that a `Request` has. */
const signalOf = (input: unknown, init: RequestInit | undefined): AbortSignal | undefined => {
  const given = init?.signal
  const signal = given === undefined ? property(input, 'signal') : given
  return (signal ?? undefined) as AbortSignal | undefined
}

/** The policy lets its signal go with the headers; the caller's is to hold for the body, too. */
const join = (own: AbortSignal, given: AbortSignal | undefined): AbortSignal =>
  !given || given === own ? own : AbortSignal.any([given, own])

const toPolicyOptions = ({
  retry,
  breaker,
  on,
  ...others
}: Omit<FetchOptions, 'fetch' | 'methods'>): PolicyOptions<Response> => ({
  ...others,
  ...(retry !== undefined && {
    retry: withDefaults<Omit<RetryOptions, 'on'>>({ retryResultIf: isBad, retryIf }, retry),
  }),
  ...(breaker !== undefined && {
    breaker: withDefaults<Omit<BreakerOptions, 'on'>>(
      { failureResultIf: isBad, failureIf },
      breaker,
    ),
  }),
  on: dropping(on),
})

/** What is no object is left as it is, for the policy to refuse. */
const withDefaults = <Options>(defaults: Options, given: unknown): Options =>
  (typeof given === 'object' && given !== null ? { ...defaults, ...given } : given) as Options

/** What is to be tried again has been answered, and nobody reads it: its connection is needed. */
const dropping =
  (on: PolicyListener | undefined): PolicyListener =>
  (event) => {
    if (event.type === 'retry') drop(event.result)
    return on?.(event)
  }

/** A server that cannot, or wants less of us. Any other answer says that it is well. */
const isBad = (response: unknown): boolean => {
  const status = Number(property(response, 'status'))
  return status === 429 || status >= 500
}

/** What never was a request says nothing about a server, and is none the next time either. */
const failureIf = (error: unknown): boolean =>
  property(property(error, 'cause'), 'code') !== 'ERR_INVALID_URL'

const refused: readonly unknown[] = ['BREAKER_OPEN', 'BULKHEAD_FULL']

const retryIf = (error: unknown): boolean =>
  failureIf(error) && !refused.includes(property(error, 'code'))

const check = (options: unknown): void => {
  const is = (name: string, holds: (value: unknown) => boolean): boolean => {
    const value = property(options, name)
    return value === undefined || attempt(() => holds(value), false)
  }
  const isFunction = (value: unknown): boolean => typeof value === 'function'
  const problems = [
    !is('fetch', isFunction) && 'policy.fetch: expected a function',
    !is('fallback', isFunction) && 'policy.fallback: expected a function',
    !is('methods', isNames) && 'policy.methods: expected a list of methods',
  ].filter(Boolean)
  if (problems.length > 0) throw new TypeError(`Wrong options:\n  - ${problems.join('\n  - ')}`)
}

const isNames = (value: unknown): boolean =>
  Array.isArray(value) && value.every((name) => typeof name === 'string')

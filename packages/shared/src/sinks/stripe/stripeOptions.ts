import type { ConfigProblem } from '../../model/configProblem.ts'
import { isObject, property } from '../../primitives/attempt.ts'
import { isHeaders } from '../http/isHeaders.ts'
import { isPlace } from '../isPlace.ts'
import { unknownOptions } from '../knownOptions.ts'
import { type Check, problemsOf } from '../problemsOf.ts'
import type { UsageSinkOptions } from '../usage/usageOptions.ts'

/** What `stripeMeters()` is made from; the members that are not here are as of `http()`. */
export interface StripeMetersOptions extends Pick<UsageSinkOptions, 'name' | 'accepts' | 'batch'> {
  /**
   * A secret key, or a restricted one that may write billing meter events; or a function that gives it. It
   * is asked for a session, every fifteen minutes, and is not sent with events.
   */
  readonly apiKey: string | (() => string | PromiseLike<string>)
  /** The `event_name` of the meters in Stripe, by the names of yours. Default: they are the same. */
  readonly eventNames?: Readonly<Record<string, string>>
  /**
   * Which customer of Stripe a subject is. It must answer at once. Where it gives `undefined`, their use is
   * not for Stripe, and is left out; where it throws, the signal is booked as lost: `sinkFailed`. Default:
   * the subject is the customer.
   */
  readonly customerOf?: (subject: string, meter: string) => string | undefined
  /** Where events are posted. Default: Stripe. */
  readonly url?: string
  /** Where sessions are asked for. Default: Stripe. */
  readonly sessionUrl?: string
}

/** Those that `http()` reads. */
export const httpNames: readonly string[] = ['name', 'accepts', 'batch', 'url']

const others: readonly string[] = ['apiKey', 'eventNames', 'customerOf', 'sessionUrl']

/** All that is wrong with the others. */
export const checkStripeOptions = (options: unknown): readonly ConfigProblem[] => {
  const [apiKey, eventNames, customerOf, sessionUrl] = others.map((name) => property(options, name))
  const url = property(options, 'url')
  const checks: readonly Check[] = [
    [
      typeof apiKey === 'function' || isKey(apiKey),
      'apiKey',
      'a key of Stripe, or a function that gives it',
    ],
    [eventNames === undefined || areTexts(eventNames), 'eventNames', 'texts by their names'],
    [customerOf === undefined || typeof customerOf === 'function', 'customerOf', 'a function'],
    // What is no URL at all, `http()` tells.
    [!isPlace(url, false) || isPrivate(url), 'url', expectedUrl],
    [sessionUrl === undefined || isPrivate(sessionUrl), 'sessionUrl', expectedUrl],
  ]
  return [...unknownOptions(options, [...httpNames, ...others]), ...problemsOf(checks)]
}

const expectedUrl = 'an https: URL, or one of this machine'

/** A key, and the token that it is changed for, are nobody else's to read. */
const isPrivate = (url: unknown): boolean =>
  isPlace(url, false) &&
  /^(?:https:|http:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?:[:/?#]|$))/i.test(url)

/** As a header takes it. */
export const isKey = (key: unknown): key is string =>
  typeof key === 'string' && key !== '' && isHeaders({ key })

const areTexts = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every((text) => typeof text === 'string' && text !== '')

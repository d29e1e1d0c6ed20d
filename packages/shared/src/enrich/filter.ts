import { type Severity, severities } from '../model/severity.ts'
import type { ErrorSignal } from '../model/signal.ts'
import { callsOf, urlOf } from './callsOf.ts'
import { noisePlaces, noiseTexts } from './noise.ts'
import { type Pattern, patternsOf } from './patternsOf.ts'
import type { Stage } from './stage.ts'

/** Which errors are not wanted, and which lines of a log. Other signals are none of its business. */
export interface FilterRules {
  readonly ignoreErrors?: readonly Pattern[] | undefined
  readonly denyUrls?: readonly Pattern[] | undefined
  readonly allowUrls?: readonly Pattern[] | undefined
  readonly minSeverity?: Severity | undefined
  /** Whether the default list applies. */
  readonly noise: boolean
}

/**
 * Errors go by the outermost exception: by its message, alone and as `Type: message`, and by the
 * innermost place of its stack. What has no readable place passes the rules for URLs.
 *
 * Only what nobody caught can be noise: what an app captures itself, it means. And an extension is at
 * fault only where it is alone in the stack: it may have wrapped a function that the app called.
 */
export const createFilter = (rules: FilterRules): Stage => {
  const { minSeverity = 'debug', noise } = rules
  const ignoreErrors = patternsOf(rules.ignoreErrors)
  const denyUrls = patternsOf(rules.denyUrls)
  const allowUrls = patternsOf(rules.allowUrls)
  const noiseText = new RegExp(noiseTexts.join('|'))
  const least = severities.indexOf(minSeverity)
  const hasUrlRules = denyUrls.length + allowUrls.length > 0

  return (signal) => {
    if ('severity' in signal && severities.indexOf(signal.severity) < least) return 'filtered'
    if (signal.kind !== 'error') return signal
    const { message, exceptions } = signal
    const [thrown] = exceptions
    const mayBeNoise = noise && thrown?.mechanism.handled === false
    if (ignoreErrors[0] && matches(ignoreErrors, titleOf(signal), message)) return 'filtered'
    if (!thrown || !(mayBeNoise || hasUrlRules)) return signal
    const calls = callsOf(thrown)
    const url = urlOf(calls)
    if (url && (matches(denyUrls, url) || (allowUrls[0] && !matches(allowUrls, url))))
      return 'filtered'
    return mayBeNoise && (noiseText.test(titleOf(signal)) || isForeign(url, calls))
      ? 'noise'
      : signal
  }
}

const titleOf = ({ message, exceptions: [thrown] }: ErrorSignal): string =>
  thrown ? `${thrown.type}: ${message}` : message

/** `search` begins at the start whatever the flags. */
const matches = (patterns: readonly Pattern[], ...texts: readonly string[]): boolean =>
  patterns.some((pattern) =>
    texts.some((text) =>
      typeof pattern === 'string' ? text.includes(pattern) : text.search(pattern) >= 0,
    ),
  )

const isForeign = (url = '', calls: string): boolean =>
  url.search(noisePlaces) === 0 && !calls.replace(noisePlaces, '').includes('://')

import type { DiagnosticListener } from '../diagnostics/debugChannel.ts'
import { toTags } from '../enrich/scopeData.ts'
import type { Tags } from '../model/attributes.ts'
import { type Consent, consents } from '../model/consent.ts'
import { type Severity, severities } from '../model/severity.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Instrument } from '../ports/instrument.ts'
import { isObject, property } from '../primitives/attempt.ts'
import { parseDuration } from '../primitives/duration.ts'
import { areKinds } from '../sinks/areKinds.ts'
import type { Kind } from './readRules.ts'

const isText = (value: unknown): boolean => typeof value === 'string'
const isExpression = (value: unknown): boolean => value instanceof RegExp
const isFunction = (value: unknown): boolean => typeof value === 'function'
const isFlag = (value: unknown): boolean => typeof value === 'boolean'
const isListOf = (value: unknown, isMember: (member: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isMember)

export const isFilled = (value: unknown): boolean => isText(value) && value !== ''

export const text: Kind<string> = { expected: 'a text that is not empty', is: isFilled }

/** What has members; for a group of options. */
export const object: Kind<object> = { expected: 'an object', is: isObject }

// No spread: bundlers would keep it where nobody reads options.
export const tags: Kind<Tags> = { expected: 'an object', is: isObject, to: toTags }

/** How many there may be. */
export const count: Kind<number> = {
  expected: 'a whole number above zero',
  is: (value) => Number.isInteger(value) && Number(value) > 0,
}

/** What is left when all has been cut that can be. */
export const size: Kind<number> = {
  expected: 'a whole number from 64,000 on',
  is: (value) => Number.isInteger(value) && Number(value) >= 64_000,
}

export const consent: Kind<Consent> = {
  expected: "'granted', 'pending' or 'denied'",
  is: (value) => consents.includes(value as Consent),
}

const toDelay = (value: unknown): Milliseconds => parseDuration(value) as Milliseconds

/** Any length of time, none too; in milliseconds. */
export const duration: Kind<Milliseconds> = {
  expected: "milliseconds, or a duration such as '2s'",
  is: (value) => toDelay(value) >= 0,
  to: toDelay,
}

/** Without any wait, a sink that is down would be tried as fast as the host can. */
export const wait: Kind<Milliseconds> = {
  expected: "10 milliseconds or more, or a duration such as '2s'",
  is: (value) => toDelay(value) >= 10,
  to: toDelay,
}

/** On or off. */
export const flag: Kind<boolean> = { expected: 'a boolean', is: isFlag }

export const flagOrListener: Kind<boolean | DiagnosticListener> = {
  expected: 'a boolean or a function',
  is: (value) => isFlag(value) || isFunction(value),
}

export const hook: Kind<never> = { expected: 'a function', is: isFunction }

export const syncHook: Kind<never> = {
  expected: 'a function that is not async',
  is: (value) => isFunction(value) && !/Async/.test(Object.prototype.toString.call(value)),
}

/** `false` switches off what the group would set. */
export const groupOrFalse: Kind<object | false> = {
  expected: 'an object, or false',
  is: (value) => value === false || isObject(value),
}

/** What a text is compared with. */
export const patterns: Kind<readonly (string | RegExp)[]> = {
  expected: 'a list of texts and regular expressions',
  is: (value) => isListOf(value, (one) => isText(one) || isExpression(one)),
}

export const expressions: Kind<readonly RegExp[]> = {
  expected: 'a list of regular expressions',
  is: (value) => isListOf(value, isExpression),
}

export const texts: Kind<readonly string[]> = {
  expected: 'a list of texts',
  is: (value) => isListOf(value, isText),
}

export const severity: Kind<Severity> = {
  expected: 'debug, info, warn, error, fatal',
  is: (value) => severities.includes(value as Severity),
}

const isRate = (rate: unknown): boolean => typeof rate === 'number' && rate >= 0 && rate <= 1

/** Of each kind, from none to all. */
export const rates: Kind<Readonly<Record<string, number>>> = {
  expected: 'numbers from 0 to 1, by kind',
  is: (value) =>
    isObject(value) && areKinds(Object.keys(value)) && Object.values(value).every(isRate),
}

export const instrumentList: Kind<readonly Instrument[]> = {
  expected: 'a list of instruments, each with a name and a function start',
  is: (value) => isListOf(value, isInstrument),
}

const isInstrument = (value: unknown): boolean =>
  isFilled(property(value, 'name')) && isFunction(property(value, 'start'))

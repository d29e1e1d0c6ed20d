import type { DiagnosticListener } from '../diagnostics/debugChannel.ts'
import { type Consent, consents } from '../model/consent.ts'
import { type Severity, severities } from '../model/severity.ts'
import type { Instrument } from '../ports/instrument.ts'
import { attempt, property } from '../primitives/attempt.ts'
import { parseDuration } from '../primitives/duration.ts'
import type { BeforeCapture } from './beforeCapture.ts'
import type { BeforeDelivery } from './beforeDelivery.ts'

/** What an option may be. */
export interface Kind<Value> {
  readonly expected: string
  /** Whether `init` cannot do without it. */
  readonly required?: true
  /** `undefined` where the value is not of the kind. */
  parse(value: unknown): Value | undefined
}

export const text: Kind<string> = {
  expected: 'a text that is not empty',
  parse: (value) => (typeof value === 'string' && value !== '' ? value : undefined),
}

export const object: Kind<object> = {
  expected: 'an object',
  parse: (value) => (typeof value === 'object' && value !== null ? value : undefined),
}

export const list: Kind<readonly unknown[]> = {
  expected: 'a list of sinks',
  required: true,
  parse: (value) => (Array.isArray(value) ? value : undefined),
}

export const count: Kind<number> = {
  expected: 'a whole number above zero',
  parse: (value) => (Number.isInteger(value) && Number(value) > 0 ? Number(value) : undefined),
}

export const consent: Kind<Consent> = {
  expected: "'granted', 'pending' or 'denied'",
  parse: (value) => consents.find((known) => known === value),
}

export const duration: Kind<number> = {
  expected: "milliseconds, or a duration such as '2s'",
  parse: parseDuration,
}

/** Without any wait, a sink that is down would be tried as fast as the host can. */
export const wait: Kind<number> = {
  expected: "10 milliseconds or more, or a duration such as '2s'",
  parse: (value) => {
    const delay = parseDuration(value)
    return delay !== undefined && delay >= 10 ? delay : undefined
  },
}

export const flag: Kind<boolean> = {
  expected: 'a boolean',
  parse: (value) => (typeof value === 'boolean' ? value : undefined),
}

export const flagOrListener: Kind<boolean | DiagnosticListener> = {
  expected: 'a boolean or a function',
  parse: (value) =>
    typeof value === 'function' ? (value as DiagnosticListener) : flag.parse(value),
}

export const hook: Kind<BeforeDelivery> = {
  expected: 'a function',
  parse: (value) => (typeof value === 'function' ? (value as BeforeDelivery) : undefined),
}

export const syncHook: Kind<BeforeCapture> = hook as Kind<never>

/** `false` switches off what the group would set. */
export const groupOrFalse: Kind<object | false> = {
  expected: 'an object or false',
  parse: (value) => (value === false ? value : object.parse(value)),
}

export const patterns: Kind<readonly (string | RegExp)[]> = {
  expected: 'a list of texts and regular expressions',
  parse: (value) => (Array.isArray(value) && value.every(isPattern) ? value : undefined),
}

const isPattern = (value: unknown): boolean => typeof value === 'string' || value instanceof RegExp

export const expressions: Kind<readonly RegExp[]> = {
  expected: 'a list of regular expressions',
  parse: (value) =>
    patterns.parse(value)?.every((one) => typeof one === 'object')
      ? (value as readonly RegExp[])
      : undefined,
}

export const texts: Kind<readonly string[]> = {
  expected: 'a list of texts',
  parse: (value) =>
    patterns.parse(value)?.every((one) => typeof one === 'string')
      ? (value as readonly string[])
      : undefined,
}

export const severity: Kind<Severity> = {
  expected: severities.join(', '),
  parse: (value) => severities.find((known) => known === value),
}

/** Of each kind, from none to all. */
export const rates: Kind<Readonly<Record<string, number>>> = {
  expected: 'numbers from 0 to 1, by the kind of signal',
  parse: (value) => {
    const parsed = object.parse(value)
    const isRate = (rate: unknown): boolean => typeof rate === 'number' && rate >= 0 && rate <= 1
    return parsed && attempt(() => Object.values(parsed).every(isRate), false)
      ? (parsed as Readonly<Record<string, number>>)
      : undefined
  },
}

export const instrumentList: Kind<readonly Instrument[]> = {
  expected: 'a list of instruments, each with a name and a function start',
  parse: (value) => (Array.isArray(value) && value.every(isInstrument) ? value : undefined),
}

const isInstrument = (value: unknown): boolean =>
  text.parse(property(value, 'name')) !== undefined &&
  typeof property(value, 'start') === 'function'

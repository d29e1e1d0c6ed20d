import type { Signal } from '../../model/signal.ts'
import { attempt, isObject, property } from '../../primitives/attempt.ts'
import { type Mismatch, mismatchesOf, type SignalMatcher } from './matchSignal.ts'

/** A test that fails is read by a person. */
const mostShown = 5
const longest = 300

/** Says that nothing matches, and what came nearest: where least speaks against it, and why. */
export const describeMissing = (signals: readonly Signal[], matcher: SignalMatcher): string => {
  const wanted = `No signal matches ${spell(matcher)}.`
  if (signals.length === 0) {
    return `${wanted} None has arrived: they come with their batch, so await monitor.flush() first.`
  }
  const candidates = signals
    .map((signal) => ({ signal, mismatches: mismatchesOf(signal, matcher) }))
    .sort((one, other) => one.mismatches.length - other.mismatches.length)
  const shown = candidates
    .slice(0, mostShown)
    .flatMap(({ signal, mismatches }) => [`- ${nameOf(signal)}`, ...mismatches.map(toReason)])
  const intro = signals.length === 1 ? 'What came instead:' : `Of ${signals.length}, the nearest:`
  return [wanted, intro, ...shown].join('\n')
}

/** One a line, and how many more there are. */
export const listSignals = (signals: readonly Signal[]): string =>
  [
    ...signals.slice(0, mostShown).map((signal) => `- ${nameOf(signal)}`),
    ...(signals.length > mostShown ? [`… ${signals.length - mostShown} more`] : []),
  ].join('\n')

const toReason = ({ path, expected, actual }: Mismatch): string => {
  if (path === '') return '    it is refused by the function'
  const found = actual === undefined ? 'is not there' : `is ${spell(actual)}`
  return `    ${path}: ${found}, not ${spell(expected)}`
}

const nameOf = (signal: Signal): string => {
  const thrown = signal.kind === 'error' ? signal.exceptions[0] : undefined
  const told = property(signal, 'message') ?? property(signal, 'name')
  const text = told === undefined ? '' : ` ${spell(told)}`
  return `${signal.kind}${thrown ? ` ${thrown.type}` : ''}${text}`
}

/** As one would write it. */
export const spell = (value: unknown): string => {
  const spelt = spellWhole(value, 3)
  return spelt.length > longest ? `${spelt.slice(0, longest)}…` : spelt
}

const spellWhole = (value: unknown, depth: number): string => {
  if (value === undefined || value instanceof RegExp) return String(value)
  if (typeof value === 'function') return value.name === '' ? 'a function' : value.name
  if (typeof property(value, 'asymmetricMatch') === 'function') return spellAsymmetric(value)
  if (!isObject(value) || depth === 0) return toLiteral(value)
  if (Array.isArray(value)) {
    return `[${value.map((member) => spellWhole(member, depth - 1)).join(', ')}]`
  }
  const members = Object.entries(value).map(
    ([name, member]) => `${name}: ${spellWhole(member, depth - 1)}`,
  )
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

const toLiteral = (value: unknown): string =>
  attempt(() => JSON.stringify(value), undefined) ?? String(value)

/** Both vitest's and jest's can tell what they are. */
const spellAsymmetric = (value: unknown): string => {
  const tell = property(value, 'toAsymmetricMatcher')
  const told = attempt(() => (typeof tell === 'function' ? tell.call(value) : value), value)
  return String(told)
}

import type { Exception, Stack } from '../model/exception.ts'
import type { ScopeData } from '../model/scope.ts'
import type { ErrorSignal, Signal } from '../model/signal.ts'
import { jsonBytes } from '../primitives/jsonBytes.ts'
import { sizeOf } from '../primitives/sizeOf.ts'
import { clip, fit } from '../primitives/toJson.ts'
import type { Measure } from './createMeasure.ts'
import type { Stage } from './stage.ts'

/**
 * A quarter of what Sentry takes (1 MB), for an event may get that much longer than its signal: each
 * frame of a stack names its file twice there.
 */
const defaultMaxBytes = 200_000
const innermostFrames = 10
/** No code unit takes more as JSON: `\u0000`. */
const mostBytesOfUnit = 6

/**
 * Keeps each signal to so many bytes of JSON. What makes it too large goes, in this order, until it
 * fits, and the signal tells what that was:
 *
 * 1. `breadcrumbs.data`: from the oldest on
 * 2. `breadcrumbs`: from the oldest on
 * 3. `contexts.<name>`: the largest first
 * 4. `properties` of exceptions: from the last cause on
 * 5. `causes` beyond the first: from the last on
 * 6. `stacks`: of the cause, then of the thrown value; the innermost calls stay
 * 7. `messages`: of the cause, of the thrown value, then of the signal; their beginnings stay
 * 8. `images`, `flags`, `tags`, `attributes`: of the last three the largest first
 *
 * What is left then is under 64 kB, whatever the texts, for each of them was cut as it was captured.
 * `measure` is `sizeOf`, or what remembers its answer for the outbox, which asks next.
 */
export const createTrim =
  (maxBytes: number = defaultMaxBytes, measure: Measure = sizeOf): Stage =>
  (signal) => {
    if (measure(signal) * mostBytesOfUnit <= maxBytes) return signal
    const excess = jsonBytes(signal) - maxBytes
    return excess > 0 ? trim(signal, createShears(excess, signal.cut ?? [])) : signal
  }

type Less<Item> = (item: Item, excess: number) => Item | undefined

interface Shears {
  /** What has been cut. */
  readonly cut: readonly string[]
  /**
   * Cuts one item after the other, until enough is gone. `less` gives what is left of one, which may be
   * nothing; it is told how many bytes are still too many.
   */
  readonly thin: <Item>(mark: string, items: readonly Item[], less: Less<Item>) => readonly Item[]
  readonly isDone: () => boolean
}

/** The name of the list of what was cut, and its brackets. */
const bytesOfList = 16

const createShears = (excess: number, before: readonly string[]): Shears => {
  let left = excess + bytesOfList
  const cut = [...before]
  const shorten = <Item>(item: Item, less: Less<Item>): readonly Item[] => {
    if (left <= 0) return [item]
    const rest = less(item, left)
    const bytes = jsonBytes(item)
    // An item that goes takes its comma along, but an entry of a record is told with brackets.
    const bytesOfRest = rest === undefined ? 1 : jsonBytes(rest)
    left += bytesOfRest - bytes
    if (bytesOfRest === bytes) return [item]
    return rest === undefined ? [] : [rest]
  }
  return {
    cut,
    isDone: () => left <= 0,
    thin: (mark, items, less) => {
      if (left <= 0) return items
      const bytesOfMark = jsonBytes(mark) + 1
      left += bytesOfMark
      const whole = left
      const kept = items.flatMap((item) => shorten(item, less))
      if (left === whole) left -= bytesOfMark
      else if (!cut.includes(mark)) cut.push(mark)
      return kept
    },
  }
}

const trim = (signal: Signal, shears: Shears): Signal => {
  const lean = { ...signal, scope: trimScope(signal.scope, shears), cut: shears.cut }
  const told = lean.kind === 'error' ? trimError(lean, shears) : lean
  const { flags, tags } = told.scope
  return {
    ...told,
    ...(told.kind === 'error' && {
      images: told.images && shears.thin('images', told.images, nothing),
    }),
    scope: {
      ...told.scope,
      ...(flags && { flags: thinRecord('flags', flags, shears) }),
      tags: thinRecord('tags', tags, shears),
    },
    ...(told.kind !== 'error' && {
      attributes: thinRecord('attributes', told.attributes, shears),
    }),
  } as Signal
}

const nothing = (): undefined => undefined

const trimScope = (scope: ScopeData, { thin, isDone }: Shears): ScopeData => {
  const { breadcrumbs } = scope
  const bare = breadcrumbs && thin('breadcrumbs.data', breadcrumbs, ({ data: _, ...rest }) => rest)
  const kept = bare && { breadcrumbs: thin('breadcrumbs', bare, nothing) }
  if (isDone()) return { ...scope, ...kept }
  const contexts = largestFirst(scope.contexts).flatMap((context) =>
    thin(`contexts.${clip(context[0], 40)}`, [context], nothing),
  )
  return { ...scope, ...kept, contexts: Object.fromEntries(contexts) }
}

const thinRecord = <Value>(
  mark: string,
  record: Readonly<Record<string, Value>>,
  { thin, isDone }: Shears,
): Readonly<Record<string, Value>> =>
  isDone() ? record : Object.fromEntries(thin(mark, largestFirst(record), nothing))

const largestFirst = <Value>(
  record: Readonly<Record<string, Value>>,
): readonly (readonly [string, Value])[] =>
  Object.entries(record)
    .map((entry) => ({ entry, size: sizeOf(entry) }))
    .sort((one, other) => other.size - one.size)
    .map(({ entry }) => entry)

const trimError = (signal: ErrorSignal, { thin }: Shears): ErrorSignal => {
  const fromLast = (
    mark: string,
    exceptions: readonly Exception[],
    less: Less<Exception>,
  ): readonly Exception[] => [...thin(mark, [...exceptions].reverse(), less)].reverse()

  const bare = fromLast('properties', signal.exceptions, ({ properties: _, ...rest }) => rest)
  const chain = [...bare.slice(0, 2), ...fromLast('causes', bare.slice(2), nothing)]
  const short = fromLast('stacks', chain, ({ stack, ...rest }, excess) => ({
    ...rest,
    stack: stack && shortStack(stack, excess),
  }))
  const shortMessage = (message: string, excess: number): string =>
    fit(message, jsonBytes(message) - excess)
  return {
    ...signal,
    exceptions: fromLast('messages', short, (exception, excess) => ({
      ...exception,
      message: shortMessage(exception.message, excess),
    })),
    message: thin('messages', [signal.message], shortMessage).join(''),
  }
}

const shortStack = (stack: Stack, excess: number): Stack =>
  'text' in stack
    ? { text: fit(stack.text, jsonBytes(stack.text) - excess) }
    : { frames: stack.frames.slice(0, innermostFrames) }

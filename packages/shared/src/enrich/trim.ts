import type { Exception, Stack } from '../model/exception.ts'
import type { AttachmentSignal, ErrorSignal, Signal } from '../model/signal.ts'
import { jsonBytes } from '../primitives/jsonBytes.ts'
import { sizeOf } from '../primitives/sizeOf.ts'
import { clip, fit } from '../primitives/toJson.ts'
import type { Measure } from './createMeasure.ts'
import type { Stage } from './stage.ts'

/**
 * A fifth of what Sentry takes (1 MB), for an event may get that much longer than its signal: each line
 * of a stack is a record there.
 */
const defaultMaxBytes = 200_000
const innermostFrames = 10
/** Of a file, as the text that it is told by; one that is longer is held back: a part of it is none. */
export const longestContent = 1_000_000
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
 * Files go whole or not at all. What is left then is under 64 kB, whatever the texts, for each of them was cut as it was captured.
 * `measure` is `sizeOf`, or what remembers its answer for the outbox, which asks next.
 */
export const createTrim =
  (maxBytes: number = defaultMaxBytes, measure: Measure = sizeOf): Stage =>
  (signal) => {
    if (signal.kind === 'attachment') return lengthOf(signal) > longestContent ? 'tooLarge' : signal
    if (measure(signal) * mostBytesOfUnit <= maxBytes) return signal
    const excess = jsonBytes(signal) - maxBytes
    return excess > 0 ? trim(signal, createShears(excess, signal.cut)) : signal
  }

const lengthOf = ({ content }: AttachmentSignal): number =>
  ('text' in content ? content.text : content.base64).length

/** What is left of an item, which may be nothing, where so many bytes are still too many. */
type Less<Item> = (item: Item, excess: number) => Item | undefined

interface Shears {
  /** What has been cut. */
  readonly cut: readonly string[]
  /** Cuts one item after the other, until enough is gone. */
  readonly thin: <Items extends readonly unknown[] | undefined>(
    mark: string,
    items: Items,
    less?: Less<NonNullable<Items>[number]>,
  ) => Items
  /** As `thin`, the largest entries first; a mark that ends in a dot is one for each name. */
  readonly thinRecord: <Values extends Readonly<Record<string, unknown>> | undefined>(
    mark: string,
    record: Values,
  ) => Values
}

/** The name of the list of what was cut, and its brackets. */
const bytesOfList = 16

const createShears = (excess: number, before: readonly string[] = []): Shears => {
  let left = excess + bytesOfList
  const cut = [...before]
  const shorten = <Item>(mark: string, item: Item, less: Less<Item> = nothing): readonly Item[] => {
    if (left <= 0) return [item]
    const bytesOfMark = cut.includes(mark) ? 0 : jsonBytes(mark) + 1
    const rest = less(item, left + bytesOfMark)
    // An item that goes takes its comma along, but an entry of a record is told with brackets.
    const saved = jsonBytes(item) - (rest === undefined ? 1 : jsonBytes(rest))
    if (saved === 0) return [item]
    left += bytesOfMark - saved
    if (bytesOfMark > 0) cut.push(mark)
    return rest === undefined ? [] : [rest]
  }
  return {
    cut,
    thin: (mark, items, less) => items?.flatMap((item) => shorten(mark, item, less)),
    thinRecord: (mark, record) =>
      record && left > 0
        ? Object.fromEntries(
            Object.entries(record)
              .map((entry) => ({ entry, size: sizeOf(entry) }))
              .sort((one, other) => other.size - one.size)
              .flatMap(({ entry }) =>
                shorten(mark.endsWith('.') ? mark + clip(entry[0], 40) : mark, entry),
              ),
          )
        : record,
  } as Shears
}

const nothing = (): undefined => undefined

const trim = (signal: Signal, { cut, thin, thinRecord }: Shears): Signal => {
  const { scope } = signal
  const bare = thin('breadcrumbs.data', scope.breadcrumbs, ({ data: _, ...rest }) => rest)
  const breadcrumbs = thin('breadcrumbs', bare)
  const contexts = thinRecord('contexts.', scope.contexts)
  const told = signal.kind === 'error' ? trimError(signal, thin) : signal
  const flags = thinRecord('flags', scope.flags)
  const tags = thinRecord('tags', scope.tags)
  return {
    ...told,
    ...('attributes' in told && { attributes: thinRecord('attributes', told.attributes) }),
    scope: { ...scope, breadcrumbs, contexts, flags, tags },
    cut,
  }
}

const trimError = (signal: ErrorSignal, thin: Shears['thin']): ErrorSignal => {
  let { exceptions } = signal
  const fromLast = (mark: string, less?: Less<Exception>, first = 0): void => {
    const rest = thin(mark, exceptions.slice(first).reverse(), less)
    exceptions = [...exceptions.slice(0, first), ...rest.reverse()]
  }
  fromLast('properties', ({ properties: _, ...rest }) => rest)
  fromLast('causes', nothing, 2)
  fromLast('stacks', ({ stack, ...rest }, excess) => ({
    ...rest,
    stack: stack && shortStack(stack, excess),
  }))
  fromLast('messages', ({ message, ...rest }, excess) => ({
    ...rest,
    message: shortText(message, excess),
  }))
  return {
    ...signal,
    exceptions,
    message: thin('messages', [signal.message], shortText).join(''),
    images: thin('images', signal.images),
  }
}

const shortText = (text: string, excess: number): string => fit(text, jsonBytes(text) - excess)

const shortStack = (stack: Stack, excess: number): Stack =>
  'text' in stack
    ? { text: shortText(stack.text, excess) }
    : { frames: stack.frames.slice(0, innermostFrames) }

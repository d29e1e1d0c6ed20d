import type { Exception } from '../model/exception.ts'
import type { AttachmentSignal, ErrorSignal } from '../model/signal.ts'
import { attempt, isObject } from '../primitives/attempt.ts'
import { inPieces } from './inPieces.ts'
import { rememberEach, rememberLast } from './remember.ts'
import { createKeyJudge, type Hidden } from './scrubKeys.ts'
import { createTextScrub, scrubbed } from './scrubText.ts'
import type { Stage } from './stage.ts'

/** What is private, or not, beside what is private by default: see `docs/privacy.md`. */
export interface ScrubOptions {
  /**
   * More names whose values are private. A text is a whole name, however it is written: `customerNo`
   * is `customer_no` too. Default: none.
   */
  readonly keys?: readonly (string | RegExp)[]
  /**
   * What else is private in a text. They see every text, so keep them linear; a reference back to a
   * group must be by its name. Default: none.
   */
  readonly patterns?: readonly RegExp[]
  /** Names that are not private, those of values in a query too: `'page'`. Default: none. */
  readonly allow?: readonly string[]
}

/** More than a capture keeps. */
const mostLevels = 16
/** From here on a number may be that of a card, and is no time in milliseconds. */
const leastCard = 1e13
const mostNames = 500
const longestName = 100
/** As a capture keeps of a list; then a mark follows, and its length says nothing. */
const mostItems = 100
/**
 * Kept are ids, which only look like numbers, and what was told on purpose: whom a signal is about and
 * where it is from. Shared are facts that many signals have in common. Below those that are named, it
 * was the app that named what is there.
 */
const kept = 0
const shared = 1
const named = 2
const sharedAndNamed = 3
const factKinds: Readonly<Record<string, number>> = {
  id: kept,
  time: kept,
  kind: kept,
  severity: kept,
  resource: kept,
  user: kept,
  trace: kept,
  mechanism: kept,
  value: kept,
  histogram: kept,
  contact: kept,
  about: kept,
  begunBy: kept,
  of: kept,
  scope: shared,
  breadcrumbs: shared,
  tags: sharedAndNamed,
  contexts: sharedAndNamed,
  flags: sharedAndNamed,
  data: named,
  properties: named,
  attributes: named,
}

/**
 * Takes out of a signal what is private by its name or by its looks. Where there is nothing, it gives
 * back the very same signal.
 */
export const createScrub = ({ keys = [], patterns = [], allow = [] }: ScrubOptions = {}): Stage => {
  const judge = createKeyJudge({ keys, allow })
  const scrubText = createTextScrub({ patterns, allow })
  const names = new Map<string, readonly [name: string, hidden: Hidden]>()
  const last = rememberLast<unknown>()

  /** Names come again and again. */
  const readName = (key: string): readonly [name: string, hidden: Hidden] => {
    const known = names.get(key)
    if (known) return known
    const name = scrubText(key)
    const read = [name, judge(name)] as const
    if (names.size > mostNames) names.clear()
    names.set(key, read)
    return read
  }

  const scrubNumber = (value: number, hidden: Hidden): unknown => {
    if (hidden > 1) return scrubbed
    if (!(value > leastCard)) return value
    const text = String(value)
    const after = scrubText(text)
    return after === text ? value : hidden > 0 ? scrubbed : after
  }

  const scrubValue = (value: unknown, hidden: Hidden, level: number): unknown => {
    if (typeof value === 'string') return hidden > 0 ? scrubbed : scrubText(value)
    if (typeof value === 'number') return scrubNumber(value, hidden)
    if (!isObject(value)) return value
    return attempt(() => (level > 0 ? scrubMembers(value, hidden, level - 1) : scrubbed), scrubbed)
  }

  /** By a text that stands beside a value; what is longer is no name. */
  const hiddenBy = (text: unknown): Hidden =>
    typeof text === 'string' && text.length < longestName ? readName(text)[1] : 0

  const scrubMembers = (value: object, hidden: Hidden, level: number): unknown => {
    const scrubMember = (member: unknown, own: Hidden): unknown =>
      scrubValue(member, own > hidden ? own : hidden, level)
    if (!Array.isArray(value)) {
      const { name, key, value: told } = value as Readonly<Record<string, unknown>>
      const own = told === undefined ? 0 : Math.max(hiddenBy(name), hiddenBy(key))
      const change = (member: unknown, key: string): unknown =>
        scrubMember(member, key === 'value' && own > 0 ? (own as Hidden) : readName(key)[1])
      return changed(value, change, (key) => readName(key)[0])
    }
    // A map is copied as pairs, and headers are often told so, or all in one list: one names the next.
    const isPaired = value.length % 2 === 0 || value.length > mostItems
    return changedItems(value, (item, index) =>
      scrubMember(item, isPaired && index % 2 > 0 ? hiddenBy(value[index - 1]) : 0),
    )
  }

  const scrubNamed = (value: unknown): unknown => scrubValue(value, 0, mostLevels)

  const scrubOwn = (own: unknown, name: string | number): unknown => {
    if (typeof own === 'string') return name === 'type' ? readName(own)[0] : scrubText(own)
    if (Array.isArray(own)) {
      return changedItems(own, name === 'breadcrumbs' ? scrubBreadcrumb : scrubOwn)
    }
    return isObject(own) ? changed(own, scrubFact) : scrubNamed(own)
  }

  const scrubFact = (fact: unknown, name: string): unknown => {
    const kind = factKinds[name]
    if (kind === kept || fact === undefined) return fact
    const scrubIt = kind && kind > shared ? scrubNamed : scrubOwn
    return kind === shared || kind === sharedAndNamed
      ? last(name, fact, scrubIt)
      : scrubIt(fact, name)
  }

  const scrubBreadcrumb = rememberEach((breadcrumb) => changed(breadcrumb, scrubFact))

  /** Most errors hold nothing private, which takes less to see than to walk through all of one. */
  const isClean = ({ message, exceptions, scope, images, cut }: ErrorSignal): boolean =>
    !images &&
    !cut &&
    scrubText(message) === message &&
    scrubFact(scope, 'scope') === scope &&
    exceptions.every(isCleanException)

  const isCleanException = ({ type, message, stack, properties }: Exception): boolean =>
    !properties &&
    readName(type)[0] === type &&
    scrubText(message) === message &&
    (!stack || ('text' in stack && scrubText(stack.text) === stack.text))

  return (signal) => {
    if (signal.kind === 'attachment') return { ...signal, ...scrubFile(signal, scrubText) }
    return signal.kind === 'error' && isClean(signal) ? signal : changed(signal, scrubFact)
  }
}

/** A text alone is looked through, of any length. */
const scrubFile = (
  { name, content }: AttachmentSignal,
  scrubText: (text: string) => string,
): Partial<AttachmentSignal> => ({
  name: scrubText(name),
  content: 'text' in content ? { text: inPieces(content.text, scrubText) } : content,
})

/** The same, or a copy with what has changed. */
const changed = <Whole extends object>(
  whole: Whole,
  change: (member: unknown, name: string) => unknown,
  rename?: (name: string) => string,
): Whole => {
  let after: (readonly [string, unknown])[] | undefined
  let index = 0
  for (const key in whole) {
    const name = rename ? rename(key) : key
    const value = change(whole[key], key)
    if (name !== key || !Object.is(value, whole[key])) {
      after ??= Object.entries(whole)
      after[index] = [name, value]
    }
    index++
  }
  return after ? (Object.fromEntries(after) as Whole) : whole
}

const changedItems = <Item>(
  items: readonly Item[],
  change: (item: Item, index: number) => unknown,
): readonly unknown[] => {
  let after: unknown[] | undefined
  let index = 0
  for (const item of items) {
    const value = change(item, index)
    if (!Object.is(value, item)) {
      after ??= [...items]
      after[index] = value
    }
    index++
  }
  return after ?? items
}

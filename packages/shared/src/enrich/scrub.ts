import type { Exception } from '../model/exception.ts'
import type { ErrorSignal } from '../model/signal.ts'
import { attempt } from '../primitives/attempt.ts'
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
/**
 * Kept are ids, which only look like numbers, and what was told on purpose: whom a signal is about and
 * where it is from. Shared are facts that many signals have in common. Below those that are named, it
 * was the app that named what is there.
 */
const factKinds: Readonly<Record<string, 'kept' | 'shared' | 'named' | 'sharedAndNamed'>> = {
  id: 'kept',
  time: 'kept',
  kind: 'kept',
  severity: 'kept',
  resource: 'kept',
  user: 'kept',
  trace: 'kept',
  mechanism: 'kept',
  value: 'kept',
  scope: 'shared',
  breadcrumbs: 'shared',
  tags: 'sharedAndNamed',
  contexts: 'sharedAndNamed',
  flags: 'sharedAndNamed',
  data: 'named',
  properties: 'named',
  attributes: 'named',
}

type Change = (name: string, member: unknown) => unknown

/**
 * Takes out of a signal what is private by its name or by its looks. Where there is nothing, it gives
 * back the very same signal.
 */
export const createScrub = ({ keys = [], patterns = [], allow = [] }: ScrubOptions = {}): Stage => {
  const judge = createKeyJudge({ keys, allow })
  const scrubText = createTextScrub({ patterns, allow })
  const names = new Map<string, readonly [name: string, hidden: Hidden]>()
  // Signals share their scopes, and breadcrumbs stay while scopes change: each is looked at once.
  const last = new Map<string, readonly [before: unknown, after: unknown]>()
  const breadcrumbs = new WeakMap<object, unknown>()

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
    if (typeof value !== 'object' || value === null) return value
    return attempt(() => (level > 0 ? scrubMembers(value, hidden, level - 1) : scrubbed), scrubbed)
  }

  const scrubMembers = (value: object, hidden: Hidden, level: number): unknown => {
    const scrubMember = (member: unknown, named: Hidden): unknown =>
      scrubValue(member, named > hidden ? named : hidden, level)
    if (!Array.isArray(value)) {
      const change: Change = (key, member) => scrubMember(member, readName(key)[1])
      return changed(value, change, (key) => readName(key)[0])
    }
    // A map is copied as pairs, and headers are often told so: the first names the second.
    const named = value.length === 2 && typeof value[0] === 'string' ? readName(value[0])[1] : 0
    return changedItems(value, (item, index) => scrubMember(item, index > 0 ? named : 0))
  }

  const scrubFact: Change = (name, fact) => {
    const kind = factKinds[name]
    if (kind === 'kept' || fact === undefined) return fact
    if (kind === undefined) return scrubOwn(name, fact)
    if (kind === 'named') return scrubValue(fact, 0, mostLevels)
    const known = last.get(name)
    if (known && known[0] === fact) return known[1]
    const after = kind === 'shared' ? scrubOwn(name, fact) : scrubValue(fact, 0, mostLevels)
    last.set(name, [fact, after])
    return after
  }

  const scrubOwn: Change = (name, own) => {
    if (typeof own === 'string') return name === 'type' ? readName(own)[0] : scrubText(own)
    if (Array.isArray(own)) {
      return changedItems(
        own,
        name === 'breadcrumbs' ? scrubBreadcrumb : (item) => scrubOwn('', item),
      )
    }
    return typeof own === 'object' && own !== null
      ? changed(own, scrubFact)
      : scrubValue(own, 0, mostLevels)
  }

  const scrubBreadcrumb = (breadcrumb: object): unknown => {
    const known = breadcrumbs.get(breadcrumb)
    if (known) return known
    const after = changed(breadcrumb, scrubFact)
    breadcrumbs.set(breadcrumb, after)
    return after
  }

  /** Most errors hold nothing private, which takes less to see than to walk through all of one. */
  const isClean = ({ message, exceptions, scope, images, cut }: ErrorSignal): boolean =>
    !images &&
    !cut &&
    scrubText(message) === message &&
    scrubFact('scope', scope) === scope &&
    exceptions.every(isCleanException)

  const isCleanException = ({ type, message, stack, properties }: Exception): boolean =>
    !properties &&
    readName(type)[0] === type &&
    scrubText(message) === message &&
    (!stack || ('text' in stack && scrubText(stack.text) === stack.text))

  return (signal) =>
    signal.kind === 'error' && isClean(signal) ? signal : changed(signal, scrubFact)
}

/** The same, or a copy with what has changed. */
const changed = <Whole extends object>(
  whole: Whole,
  change: Change,
  rename?: (name: string) => string,
): Whole => {
  const members = whole as Readonly<Record<string, unknown>>
  let after: (readonly [string, unknown])[] | undefined
  for (const key in members) {
    const member = members[key]
    const name = rename ? rename(key) : key
    const value = change(key, member)
    if (!after && (name !== key || !Object.is(value, member))) {
      after = Object.entries(members).slice(0, Object.keys(members).indexOf(key))
    }
    after?.push([name, value])
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
    if (!after && !Object.is(value, item)) after = items.slice(0, index)
    after?.push(value)
    index++
  }
  return after ?? items
}

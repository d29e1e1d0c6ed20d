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
  /** What else is private in a text. They see every text, so keep them linear. Default: none. */
  readonly patterns?: readonly RegExp[]
  /** Names that are not private, those of values in a query too: `'page'`. Default: none. */
  readonly allow?: readonly string[]
}

/** More than a capture keeps. */
const mostLevels = 16
/** From here on a number may be that of a card, and is no time in milliseconds. */
const leastCard = 1e13
const scrubbedFacts = ['scope', 'message', 'exceptions', 'images', 'name', 'attributes'] as const

/**
 * Takes out of a signal what is private by its name or by its looks. Where there is nothing, it gives
 * back the very same signal.
 */
export const createScrub = ({ keys = [], patterns = [], allow = [] }: ScrubOptions = {}): Stage => {
  const judge = createKeyJudge({ keys, allow })
  const scrubText = createTextScrub({ patterns, allow })
  // Signals share breadcrumbs and contexts, which are values: each is looked at once.
  const known = [0, 1, 2].map(() => new WeakMap<object, unknown>())

  const scrubNumber = (value: number): unknown => {
    if (!(value > leastCard)) return value
    const text = String(value)
    const after = scrubText(text)
    return after === text ? value : after
  }

  const scrubValue = (value: unknown, hidden: Hidden, level: number): unknown => {
    if (typeof value === 'string') return hidden > 0 ? scrubbed : scrubText(value)
    if (typeof value === 'number') return hidden > 1 ? scrubbed : scrubNumber(value)
    if (typeof value !== 'object' || value === null) return value
    const before = known[hidden]?.get(value)
    if (before !== undefined) return before
    const after = attempt(
      () => (level > 0 ? scrubMembers(value, hidden, level - 1) : scrubbed),
      scrubbed,
    )
    known[hidden]?.set(value, after)
    return after
  }

  const scrubMembers = (value: object, hidden: Hidden, level: number): unknown => {
    if (Array.isArray(value)) {
      // A map is copied as pairs, and headers are often told so: the first names the second.
      const named = value.length === 2 && typeof value[0] === 'string' ? judge(value[0]) : 0
      const items = value.map((item, index) =>
        scrubValue(item, index > 0 && named > hidden ? named : hidden, level),
      )
      return items.every((item, index) => Object.is(item, value[index])) ? value : items
    }
    let same = true
    const entries = Object.entries(value).map(([key, member]) => {
      const name = scrubText(key)
      const named = judge(name)
      const after = scrubValue(member, named > hidden ? named : hidden, level)
      same &&= name === key && Object.is(after, member)
      return [name, after]
    })
    return same ? value : Object.fromEntries(entries)
  }

  return (signal) => {
    const { user, trace } = signal.scope
    // The app has told whom a signal is about on purpose; and ids of traces only look like numbers.
    for (const kept of [user, trace]) if (kept) known[0]?.set(kept, kept)
    const facts: Readonly<Record<string, unknown>> = { ...signal }
    const changes = scrubbedFacts
      .map((name) => [name, scrubValue(facts[name], 0, mostLevels)] as const)
      .filter(([name, after]) => after !== facts[name])
    return changes.length > 0 ? { ...signal, ...Object.fromEntries(changes) } : signal
  }
}

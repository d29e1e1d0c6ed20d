import { attempt, isObject, property } from './attempt.ts'
import { classOf, describe, tagOf } from './describe.ts'
import { jsonBytes } from './jsonBytes.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

const maxDepth = 5
const maxBreadth = 100
const maxText = 8_192
const maxKey = 256
/** Over all levels together: what bounds the work on a value that is wide at every depth. */
const maxNodes = 1_000
/** Twice what Sentry keeps of a context. */
const maxBytesInAll = 16_384
/** Room for a mark at each level that is open when all is full. */
const reserve = 128
/** What an object takes besides its members, and what stands in its place, at most. */
const objectBytes = 16

const cut = '[cut]'
const unreadable = '[unreadable]'
const surrogate = /[\ud800-\udfff]/
const loneSurrogates = /[\ud800-\udfff]/gu

interface Walk {
  readonly ancestors: Set<object>
  nodes: number
  /** How many more bytes of JSON there may be. */
  left: number
}

/**
 * A copy of any value, in JSON's terms and of at most `maxBytes` of it. It never throws and never
 * changes its input; what JSON cannot say, and what is cut, stands there as a short text in brackets.
 */
export const toJson = (value: unknown, maxBytes: number = maxBytesInAll): Json =>
  copy(value, { ancestors: new Set(), nodes: 0, left: maxBytes - reserve })

/**
 * Cuts a text, and says that it did. Halves of surrogate pairs go, too: Sentry refuses the whole of a
 * JSON text for one of them.
 */
export const clip = (text: string, max: number = maxText): string =>
  text.length > max ? flat(`${whole(text.slice(0, max))}…`) : whole(text)

/** Any value as a text, cut as `clip` does. */
export const clipAny = (value: unknown, max?: number): string =>
  clip(
    attempt(() => String(value), unreadable),
    max,
  )

/** Cuts a text to what takes no more than `maxBytes` as JSON; its mark alone takes five. */
export const fit = (text: string, maxBytes: number): string => {
  if (jsonBytes(text) <= maxBytes) return text
  let units = Math.max(0, Math.min(text.length, maxBytes - 5))
  let kept = clip(text, units)
  while (units > 0 && jsonBytes(kept) > maxBytes) {
    units = Math.floor(units * 0.75)
    kept = clip(text, units)
  }
  return kept
}

/** Engines keep a text as long as any part of it is held: a copy holds on to nothing else. */
const flat = (text: string): string => JSON.parse(JSON.stringify(text))

/** Nearly every text has none, and engines that are new enough can tell at once. */
const whole = (text: string): string => {
  const { isWellFormed } = text as { readonly isWellFormed?: () => boolean }
  const isWhole = isWellFormed ? isWellFormed.call(text) : !surrogate.test(text)
  return isWhole ? text : text.replace(loneSurrogates, '\ufffd')
}

const copy = (value: unknown, walk: Walk): Json => {
  walk.nodes++
  if (typeof value === 'string') return copyText(value, walk)
  if (isObject(value)) {
    walk.left -= objectBytes
    return attempt(() => copyObject(value, walk), unreadable)
  }
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) {
    // At most, for a number is not spelled out in less time than a record is copied.
    walk.left -= typeof value === 'number' && Math.trunc(value % 1e10) !== value ? 25 : 12
    return value as Json
  }
  return copyText(spell(value), walk)
}

const spell = (value: unknown): string => {
  if (typeof value === 'function') {
    const name = property(value, 'name')
    return typeof name === 'string' && name !== '' ? `[function ${name}]` : '[function]'
  }
  // To join a text of megabytes to another takes as long as to copy it.
  if (typeof value === 'symbol') return `Symbol(${clip(value.description ?? '')})`
  if (typeof value !== 'bigint') return String(value)
  // To spell out a long one takes longer than everything else here.
  return BigInt.asIntN(1_024, value) === value ? `${value}n` : '[bigint]'
}

const copyText = (value: string, walk: Walk, max: number = maxText): string => {
  const text = fit(clip(value, max), walk.left)
  walk.left -= jsonBytes(text) + 1
  return text
}

const copyObject = (value: object, walk: Walk): Json => {
  const { ancestors } = walk
  if (ancestors.has(value)) return '[circular]'
  // Most values are lists and plain records, and what tells others apart takes longer than a copy.
  const tag = isPlain(value) ? '' : tagOf(value)
  const text = tag === '' ? undefined : describe(value, tag)
  if (text !== undefined) return copyText(text, walk)
  if (ancestors.size === maxDepth) return cut
  ancestors.add(value)
  try {
    return copyMembers(value, tag, walk)
  } finally {
    ancestors.delete(value)
  }
}

const isPlain = (value: object): boolean =>
  Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype

const copyMembers = (value: object, tag: string, walk: Walk): Json => {
  if (Array.isArray(value)) return copyList(value, walk)
  if (tag === 'Set') return copyList(firstOf(value as Iterable<unknown>), walk)
  if (tag === 'Map') return copyMap(value as Iterable<readonly [unknown, unknown]>, walk)
  if (/Error|Exception/.test(tag)) {
    return copyRecord(value, ['name', 'message', ...('cause' in value ? ['cause'] : [])], walk)
  }
  const toJSON = property(value, 'toJSON')
  const told = typeof toJSON === 'function' ? attempt(() => toJSON.call(value), value) : value
  if (told !== value) return copy(told, walk)
  const keys = Object.keys(value)
  const name = classOf(value, tag)
  if (name === '') return copyRecord(value, keys, walk)
  if (keys.length === 0) return copyText(`[${name}]`, walk)
  return { '[class]': copyText(name, walk, maxKey), ...copyRecord(value, keys, walk) }
}

const copyMap = (map: Iterable<readonly [unknown, unknown]>, walk: Walk): Json => {
  const entries = firstOf(map)
  const record = Object.fromEntries(entries)
  return entries.every(([key]) => typeof key === 'string')
    ? copyRecord(record, Object.keys(record), walk)
    : copyList(entries, walk)
}

/** Some have no end. */
const firstOf = <Item>(items: Iterable<Item>): readonly Item[] => {
  const first: Item[] = []
  for (const item of items) if (first.push(item) > maxBreadth) break
  return first
}

const copyList = (list: readonly unknown[], walk: Walk): Json => {
  const items: Json[] = []
  for (let index = 0; index < list.length; index++) {
    if (isFull(index, walk)) return [...items, cut]
    items.push(copy(property(list, index, unreadable), walk))
  }
  return items
}

const copyRecord = (value: object, keys: readonly string[], walk: Walk): Json & object => {
  const record: Record<string, Json> = {}
  let count = 0
  for (const key of keys) {
    if (isFull(count++, walk)) return { ...record, '…': cut }
    const name = copyText(key, walk, maxKey)
    const json = copy(property(value, key, unreadable), walk)
    if (name === '__proto__') Object.defineProperty(record, name, { value: json, enumerable: true })
    else record[name] = json
  }
  return record
}

const isFull = (count: number, { nodes, left }: Walk): boolean =>
  count === maxBreadth || nodes >= maxNodes || left <= 0

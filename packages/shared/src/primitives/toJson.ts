import { attempt } from './attempt.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

const maxDepth = 5
const maxBreadth = 100
const maxText = 8_192
/** Over all levels together: what bounds the work on a value that is wide at every depth. */
const maxNodes = 1_000
const maxTextInAll = 65_536
const cut = '[cut]'

interface Walk {
  readonly ancestors: Set<object>
  nodes: number
  text: number
}

/**
 * A bounded copy of any value, in JSON's terms. It never throws and never changes its input; what
 * JSON cannot say, and what is cut, stands there as a short text in brackets.
 */
export const toJson = (value: unknown): Json =>
  copy(value, { ancestors: new Set(), nodes: 0, text: 0 })

/** Cuts a text, and says that it did. */
export const clip = (text: string, max: number = maxText): string =>
  text.length > max ? flat(`${text.slice(0, max)}…`) : text

/** Engines keep a text as long as any part of it is held: a copy holds on to nothing else. */
const flat = (text: string): string => JSON.parse(JSON.stringify(text))

const copy = (value: unknown, walk: Walk): Json => {
  if (++walk.nodes > maxNodes) return cut
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'boolean':
      return value
    case 'object':
      return value && attempt(() => copyObject(value, walk), '[unreadable]')
    case 'function':
      return '[function]'
    default:
      return copyText(String(value), walk)
  }
}

const copyText = (value: string, walk: Walk): Json => {
  const text = clip(value)
  walk.text += text.length
  return walk.text > maxTextInAll ? cut : text
}

const copyObject = (value: object, walk: Walk): Json => {
  const { ancestors } = walk
  if (ancestors.has(value)) return '[circular]'
  if (ancestors.size === maxDepth) return cut
  ancestors.add(value)
  try {
    return copyMembers(value, walk)
  } finally {
    ancestors.delete(value)
  }
}

const copyMembers = (value: object, walk: Walk): Json => {
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) {
    return copyItems(value, walk)
  }
  if (ArrayBuffer.isView(value)) return `[binary, ${value.byteLength} bytes]`
  if (value instanceof Date) return attempt(() => value.toISOString(), '[invalid date]')
  if (value instanceof Error) return clip(`${value.name}: ${value.message}`)
  const keys = Object.keys(value)
  const members = keys.slice(0, maxBreadth).map((key): [string, Json] => {
    const member = attempt(() => (value as Record<string, unknown>)[key], '[unreadable]')
    return [clip(key, 256), copy(member, walk)]
  })
  return Object.fromEntries(keys.length > maxBreadth ? [...members, ['…', cut]] : members)
}

const copyItems = (items: Iterable<unknown>, walk: Walk): Json => {
  const kept: Json[] = []
  for (const item of items) {
    if (kept.length === maxBreadth) return [...kept, cut]
    kept.push(copy(item, walk))
  }
  return kept
}

import type { Json } from '../model/attributes.ts'
import { attempt } from './attempt.ts'

const maxDepth = 5
const maxBreadth = 100
const maxText = 8_192
/** Over all levels together: what bounds the work on a value that is wide at every depth. */
const maxNodes = 1_000

interface Walk {
  readonly ancestors: Set<object>
  nodes: number
}

/**
 * A bounded copy of any value, in JSON's terms. It never throws and never changes its input; what
 * JSON cannot say, and what is cut, stands there as a short text in brackets.
 */
export const toJson = (value: unknown): Json => copy(value, 0, { ancestors: new Set(), nodes: 0 })

/** Cuts a text, and says that it did. */
export const clip = (text: string, max: number = maxText): string =>
  text.length > max ? `${text.slice(0, max)}…` : text

const copy = (value: unknown, depth: number, walk: Walk): Json => {
  if (++walk.nodes > maxNodes) return '[cut]'
  switch (typeof value) {
    case 'string':
      return clip(value)
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'boolean':
      return value
    case 'object':
      return value === null ? null : attempt(() => copyObject(value, depth, walk), '[unreadable]')
    case 'function':
      return '[function]'
    default:
      return clip(String(value))
  }
}

const copyObject = (value: object, depth: number, walk: Walk): Json => {
  if (walk.ancestors.has(value)) return '[circular]'
  if (depth >= maxDepth) return '[cut]'
  walk.ancestors.add(value)
  try {
    return copyMembers(value, depth, walk)
  } finally {
    walk.ancestors.delete(value)
  }
}

const copyMembers = (value: object, depth: number, walk: Walk): Json => {
  if (Array.isArray(value)) return copyItems(value, depth, walk)
  if (ArrayBuffer.isView(value)) return `[binary, ${value.byteLength} bytes]`
  if (value instanceof Date) return attempt(() => value.toISOString(), '[invalid date]')
  if (value instanceof Error) return clip(`${value.name}: ${value.message}`)
  if (value instanceof Map) return copyItems([...entriesOf(value)], depth, walk)
  if (value instanceof Set) return copyItems([...entriesOf(value)], depth, walk)
  const members: [string, Json][] = []
  for (const key of Object.keys(value)) {
    if (members.length === maxBreadth) {
      members.push(['…', '[cut]'])
      break
    }
    const member = attempt(() => (value as Record<string, unknown>)[key], '[unreadable]')
    if (member !== undefined) members.push([clip(key, 256), copy(member, depth + 1, walk)])
  }
  return Object.fromEntries(members)
}

const copyItems = (items: readonly unknown[], depth: number, walk: Walk): Json => {
  const kept = items.slice(0, maxBreadth).map((item) => copy(item, depth + 1, walk))
  return items.length > maxBreadth ? [...kept, '[cut]'] : kept
}

function* entriesOf<Item>(items: Iterable<Item>): Generator<Item> {
  let taken = 0
  for (const item of items) {
    if (taken++ > maxBreadth) return
    yield item
  }
}

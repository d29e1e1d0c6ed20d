import { attempt, property } from './attempt.ts'

/** What says all that it is as a text. */
const texts = /^(?:RegExp|URL.*|Location|Number|String|Boolean)$/
const binary = /Buffer|View|.Array/

/** `'Map'` of a map of any realm; a class may tell what it likes. */
export const tagOf = (value: unknown): string =>
  attempt(() => Object.prototype.toString.call(value).slice(8, -1), 'Object')

/** The name of an object's class; empty where it is a plain one. */
export const classOf = (value: object, tag: string): string => {
  const name = tag === 'Object' ? property(property(value, 'constructor'), 'name') : tag
  return typeof name === 'string' && name !== 'Object' ? name : ''
}

/** A text in place of an object whose members say nothing, or far too much. */
export const describe = (value: object, tag: string): string | undefined => {
  if (tag === 'Date') return attempt(() => (value as Date).toISOString(), '[invalid date]')
  if (texts.test(tag)) return String(value)
  if (binary.test(tag)) return `[${tag}, ${String(property(value, 'byteLength'))} bytes]`
  if (property(value, 'window') === value || property(value, 'globalThis') === value) {
    return `[${tag}]`
  }
  return typeof property(value, 'nodeType') === 'number' ? describeNode(value) : undefined
}

/** By its looks, for there is no DOM here: `<button#pay.primary>`. */
const describeNode = (node: object): string | undefined => {
  const text = (name: string, before: string): string => {
    // A form's `id` is the field of that name, where it has one.
    const value = property(node, name)
    return typeof value === 'string' && value !== '' ? before + value.slice(0, 200).trim() : ''
  }
  const name = text('nodeName', '<')
  const classes = text('className', '.').replace(/\s+/g, '.')
  return name && `${name.toLowerCase()}${text('id', '#')}${classes}>`
}

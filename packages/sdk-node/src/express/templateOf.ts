import { property } from '@holdfast/shared'
import type { Layer } from './ways.ts'

/** As it was given to a route: one path, several, or an expression. */
export const templateOf = (path: unknown): string =>
  Array.isArray(path) ? path.map(templateOf).join('|') : withoutSlash(path)

/** What a layer is mounted on, as it was written; nothing where the layer does not know. */
export const mountedOn = (layer: Layer): string | undefined => {
  const path = property(layer, 'rawPath')
  if (path !== undefined) return templateOf(path)
  const expression = property(layer, 'regexp')
  return expression instanceof RegExp
    ? (fromExpression(expression, property(layer, 'keys')) ?? String(expression))
    : undefined
}

const withoutSlash = (path: unknown): string =>
  typeof path === 'string' ? path.replace(/\/+$/, '') : String(path)

/** With what Express 4 ends the expression that it makes of a path, and before that any number of parts. */
const made = /^\^((?:(?!\|\^).)*?)\\\/\?\(\?=\\\/\|\$\)$/
const token = /\\.|\[(?:\\.|[^\]\\])*\]|\(\?[:=!]|[\s\S]/g

/**
 * The path of which Express 4 made an expression: it keeps nothing else. Each of its outermost groups is one parameter.
 * Nothing of an expression that is the app's own, or of several paths.
 */
const fromExpression = ({ source }: RegExp, keys: unknown): string | undefined => {
  const [, body] = made.exec(source) ?? []
  if (body === undefined || !Array.isArray(keys)) return undefined
  const names = keys.map((key) => String(property(key, 'name')))
  let template = ''
  let depth = 0
  let before = ''
  for (const [part] of body.matchAll(token)) {
    if (part === ')') depth -= 1
    // The slash before a parameter is within its group.
    if (depth === 1 && before === '(?:' && part === '\\/') template += '/'
    if (depth === 0) template += part === ')' ? `:${names.shift() ?? ''}` : plainOf(part)
    if (part.startsWith('(')) depth += 1
    before = part
  }
  return names.length === 0 ? template : undefined
}

/** What stands for itself; a group begins with what stands for nothing. */
const plainOf = (part: string): string => {
  if (part.startsWith('(')) return ''
  return part.length > 1 && part.startsWith('\\') ? part.slice(1) : part
}

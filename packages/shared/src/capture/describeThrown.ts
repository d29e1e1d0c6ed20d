import { attempt, isObject, property, textOf } from '../primitives/attempt.ts'
import { describe, tagOf } from '../primitives/describe.ts'
import { clip, toJson } from '../primitives/toJson.ts'
import type { Looks } from './looksOf.ts'
import { keysOf } from './propertiesOf.ts'
import { isEvent } from './unwrap.ts'

/** What a thrown value says of itself. */
export interface Description {
  readonly type: string
  readonly message: string
  readonly stack?: string | undefined
}

const longestPreview = 1_024
/** `Uncaught TypeError: …`, as a page is told of an error that it may not see. */
const toldError = /^(?:Uncaught )?(?:(\w{0,80}Error): )?(.*)/s
/** Of an address, what may be private and is seldom the same twice. */
const query = /[?#].*/s

/** Tells a thrown value for a reader who has nothing else to go by. */
export const describeThrown = ({ value, name, message, stack }: Looks): Description => {
  const calls = typeof stack === 'string' ? stack : ''
  if (calls || (typeof name === 'string' && typeof message === 'string')) {
    return {
      type: textOf(name) || 'Error',
      message: textOf(message),
      stack: calls,
    }
  }
  if (!isObject(value)) return nonError(String(toJson(value)))
  if (isEvent(value)) return describeEvent(value)
  return nonError(textOf(message) || describeObject(value), textOf(name))
}

const nonError = (message: string, name?: string): Description => ({
  type: name || 'NonError',
  message,
})

const describeObject = (value: object): string => {
  const [status, text, url] = textsOf(value, ['status', 'statusText', 'url'])
  const response = [status, text, url && clip(url, longestPreview).replace(query, '')]
  const tag = tagOf(value)
  // One that a program has made itself has no address.
  if (status && (url || text || tag === 'Response')) return response.filter(Boolean).join(' ')
  // Keys alone: a message is not scrubbed by key, and what differs each time makes no group.
  const told = attempt(() => describe(value, tag), '') || `${tag} {${keysOf(value).join(', ')}}`
  return clip(told, longestPreview)
}

const describeEvent = (event: object): Description => {
  const [type, message, file, line, column] = textsOf(event, [
    'type',
    'message',
    'filename',
    'lineno',
    'colno',
  ])
  if (message) {
    const [, name = 'Error', told = ''] = toldError.exec(message) ?? []
    return { type: name, message: told, stack: file && `@${file}:${line}:${column}` }
  }
  const target = property(event, 'target')
  const element = textOf(property(target, 'tagName'))
  const where = element ? `<${element.toLowerCase()}>` : tagOf(target)
  const tag = tagOf(event)
  return nonError(`${type} on ${where}`, tag === 'Object' ? 'Event' : tag)
}

const textsOf = (value: unknown, names: readonly string[]): readonly string[] =>
  names.map((name) => textOf(property(value, name)))

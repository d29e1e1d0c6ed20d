import { attempt, isObject } from '../../primitives/attempt.ts'
import type { HttpHeaders } from './httpOptions.ts'

/** As HTTP allows: a header that no host would send must not be found out by failing for ever. */
export const isHeaders = (headers: unknown): headers is HttpHeaders =>
  isObject(headers) &&
  !(Symbol.iterator in headers) &&
  attempt(() => Object.entries(headers).every(isHeader), false)

const isHeader = ([name, value]: readonly [string, unknown]): boolean =>
  /^[\w!#$%&'*+.^`|~-]+$/.test(name) &&
  !/^(?:connection|content-length|expect|host|transfer-encoding)$/i.test(name) &&
  typeof value === 'string' &&
  /^[\t\x20-\x7e\x80-\xff]*$/.test(value)

/** By lower-case name, so that each is there once. */
export const toLowerCase = (headers: HttpHeaders = {}): HttpHeaders =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

import { property } from '@holdfast/shared'

/** Names that the code of a program has, of which there are few: never what a message says. */
const word = /^[A-Za-z]\w{0,49}$/

/** The code of an error, such as `ECONNREFUSED`, or else its name. */
export const errorType = (error: unknown): string =>
  [property(error, 'code'), property(error, 'name')].find(isWord) ?? '_OTHER'

const isWord = (value: unknown): value is string => typeof value === 'string' && word.test(value)

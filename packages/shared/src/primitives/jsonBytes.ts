import { utf8Length } from './utf8Length.ts'

/** Whatever does not take one byte of JSON a code unit. */
const unusual = /[^ !#-[\]-~]/

/** How many bytes of UTF-8 a value takes as JSON. What JSON leaves out takes none. */
export const jsonBytes = (value: unknown): number =>
  typeof value === 'string' && !unusual.test(value)
    ? value.length + 2
    : utf8Length(JSON.stringify(value) ?? '')

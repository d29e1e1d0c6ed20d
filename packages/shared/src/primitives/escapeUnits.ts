/** A text in which what the expression finds, a character of one unit each, is spelled out as JSON does. */
export const escapeUnits = (text: string, found: RegExp): string =>
  text.replace(found, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** JSON has a way to tell every character by those that take one byte. */
export const toAscii = (json: string): string => escapeUnits(json, /[\u0080-\uffff]/g)

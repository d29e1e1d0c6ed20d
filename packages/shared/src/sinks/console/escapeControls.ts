import { escapeUnits } from '../../primitives/escapeUnits.ts'

/** What a terminal obeys, or what makes it show a text in another order than it stands. */
const controls = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu

/** A text in which a terminal finds nothing to obey: what it would is spelled out as in JSON. */
export const escapeControls = (text: string): string => escapeUnits(text, controls)

/** The same of a text of several lines: each of them but the first stands behind the margin. */
export const escapeLines = (text: string, margin: string): string =>
  text.split(/\r?\n/).map(escapeControls).join(`\n${margin}`)

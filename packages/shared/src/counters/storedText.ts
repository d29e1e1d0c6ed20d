import { escapeUnits } from '../primitives/escapeUnits.ts'

/**
 * A text as any store can keep it: what PostgreSQL or UTF-8 has no place for, NUL and half a character, is
 * spelled out as JSON does. So are other controls and the backslash, so that no two texts become one.
 */
export const toStoredText = (text: string): string => escapeUnits(text, /[\p{Cc}\p{Cs}\\]/gu)

import { type Pattern, patternsOf } from './patternsOf.ts'

/** What is hidden below a key: nothing, its texts, or its numbers too. */
export type Hidden = 0 | 1 | 2

/**
 * Names that say that their value is private. Short ones must be whole words, so that neither `author`
 * nor `classname` is one; in a key, humps have been made words.
 */
export const privateName: RegExp =
  /pass(?:w|phr|code)|secret(?!ar)|token(?!i[sz])|credential|cookies?(?:\b|2)|[cx]srf|authoriz|sess(?:ion)?.?id|(?:api|access|account|app|master|private|encryption|signing).?key|mnemonic|seed.?phrase|connection.?string|(?:security|verification).?code|(?:card|account).?num|credit.?card|(?:\b|_)(?:o?auth|pwd?|(?:db|user)?pass|pin|cv[cv]|ssn|iban|t?otp|mfa|jwt|sid|sig(?:nature)?)(?:\b|_)/i

/** Of those, names whose numbers count or measure: `tokensUsed`, `token_count`, `pass`. */
export const measure: RegExp = /tokens|_(?:count|length|limit|exp|ttl)|^pass$/i

interface KeyRules {
  readonly keys: readonly Pattern[]
  readonly allow: readonly string[]
}

/** A name without what those who write it disagree on. */
export const plainName = (name: string): string => name.replace(/[-_ ]/g, '').toLowerCase()

/** How much is hidden below a key. */
export const createKeyJudge = ({ keys, allow }: KeyRules): ((key: string) => Hidden) => {
  const allowed = allow.map(plainName)
  const rules = patternsOf(keys)
  return (key) => {
    const plain = plainName(key)
    const isKey = (rule: Pattern): boolean =>
      typeof rule === 'string' ? plainName(rule) === plain : key.search(rule) >= 0
    if (allowed.includes(plain)) return 0
    if (rules.some(isKey)) return 2
    const words = key.replace(/([a-z])(?=[A-Z])/g, '$1_')
    return privateName.test(words) ? (measure.test(words) ? 1 : 2) : 0
  }
}

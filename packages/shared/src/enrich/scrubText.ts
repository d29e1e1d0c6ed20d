import { measure, plainName, privateName } from './scrubKeys.ts'

/** Stands where something private was. No rule takes it, or another mark, for private again. */
export const scrubbed = '[scrubbed]'
const marks = '\\[(?:scrubbed|token|email|card)\\]'

/** No text that is captured is longer; it bounds the work on one that is. */
const longestText = 33_000
/** What the cut went through may not be recognised any more, so as much more goes. */
const cutMargin = 256
/** From here on, a few searches for fixed texts are faster than one for an expression. */
const longText = 200
/** How often a text is looked at again: with something private gone, what stood beside it may be so. */
const mostLooks = 4

/** A text with none of these holds nothing private. Each begins with a rare letter: that is fast. */
const signs = [
  '=',
  '":',
  "':",
  '%40',
  'yJ',
  'k_live',
  'k_test',
  'AIza',
  'IA',
  '_pat_',
  'whsec',
  'KEY',
  'npm_',
  'SG.',
  'ya29.',
]
const rareSigns =
  /(?:2[2-7]|3[04-9]|[4-6]\d)\d\d[ -]?\d{4}|sk-[\w-]{3}|gh\w_|glpat-|x(?:ox\w|app)-|(?:earer|asic|EARER) |(?:[Kk][Ii][Ee]|[Tt][Ii][Oo][Nn]|-[A-Za-z]{3,9}):|:\s?(?:[[{]|\d+[ \n]?[,}])/
const quoteSigns = /["'][ \t]*:|:\s*\\*["']/
/** A short text without any of these has no sign: most need no look at each. */
const anyHint = /[=@%"':_-]|\d{4}|yJ|AIza|IA|KEY|SG\.|ya29|(?:earer|asic|EARER) /
/** In the stacks of Firefox and in paths of scoped packages, the letter alone says nothing. */
const mailSigns = /@[\w\u00a1-\u1fff-]+\.|:\/\/(?:[^\s/?#]*|[^\s/][^\s@]{0,200})@/

/** What looks private. Each part is bounded, or takes all that it has looked at. */
const privateLooks =
  /-----BEGIN [\w ]{0,20}PRIVATE KEY[\s\S]*?(?:-----END[\w ]*-----|$)|(:\/\/)(?!git@)(?:[^\s/?#:@]{0,99}:(?!\d+[/?#])\S{1,99}|[^\s/?#]+)@|(?:\b|\\[nrt])(?:(?:eyJ|sk-|xox\w-|xapp-|glpat-|npm_(?![a-z_]+\b)|SG\.|ya29\.|AIza|gh\w_|github_pat_|[rs]k_(?:live|test)_|whsec_|A[KS]IA)[\w-]{16,}(?:\.[\w-]+)*|((?:[Bb](?:earer|asic)|BEARER) +\\*["']?)([\w.~+/=-]{6,})|(\d+\.)?(?:2[2-7]|3[04-9]|[4-6]\d)\d\d([ -]?)(?:\d{4}\5\d{4}(?:\5?\d){1,7}|\d{6}\5\d{4,5})\b)|(^|[^\w.+\u00a1-\u1fff-])(?!git@)[\w.+\u00a1-\u1fff-]+(?:@|%40)(?!v?\d+\.\d|\dx\.|[\w.-]{1,99}:\d+:\d)(?:[\w\u00a1-\u1fff-]{1,63}\.)+[A-Za-z\u00a1-\u1fff]{2,}/g

/** What stands where a token would, and is a word: `Basic authentication.`, `sk-fading-circle`. */
const plainWords = /^(?:\\.)?sk-[a-z-]*$|^[A-Z]?[a-z]{0,15}\.*$/
/** A call's place in a file, and the end of a parenthesis, are no part of a query's value. */
const placeAtEnd = /(?::\d+:\d+)?\)?$/

/** A list or record, as deep as names of secrets have them; a deeper one is taken to be the whole rest. */
const flat = '[^[\\]{}]'
const structure = `[[{](?:(?:${flat}|[[{](?:${flat}|[[{]${flat}*[\\]}])*[\\]}])*[\\]}]|[^]*)`

/** What is private by its name: in a query, in a pair or JSON, in a header. */
const privateValues = `([?&#][^\\s=?&#"<>\\\\]+=)((?:[{[]["{[][^\\s&#<>]*|[^\\s&#"'<>\\\\]|["'](?=[\\w%\\u00a1-\\u1fff]))*)|((?:${privateName.source})[\\w-]{0,24}(?:]?[ \\t]*=(?!=)>?[ \\t]*|\\\\*["'][ \\t]*(?::\\s*|=>[ \\t]*)|:\\s?(?=\\\\*["']|[[{]|\\d{1,20}[ \\n]?[,}])))(?:(\\\\*["'])(?:[^\\\\"']+|(?!\\4)(?:\\\\[^]|["']))*\\4?|${structure}|[^\\s"'&;,})\\]]+)|((?:cookie|authorization|api-key|-(?:token|secret|signature)): ?)[^\\r\\n"']+`

interface TextRules {
  readonly patterns: readonly RegExp[]
  /** Names of values in queries that are no secret. */
  readonly allow: readonly string[]
}

/** Puts a mark in the place of what is private in a text. */
export const createTextScrub = ({ patterns, allow }: TextRules): ((text: string) => string) => {
  const anySign = new RegExp(
    [...signs, ...[rareSigns, quoteSigns, mailSigns].map(({ source }) => source)].join('|'),
  )
  const named = new RegExp(privateValues, 'gi')
  const allowed = allow.map(plainName)
  // Passes over marks first: a pattern that fits them would make them grow.
  const own = patterns.map(
    ({ source, flags }) => new RegExp(`(${marks})|${source}`, `${flags.replace(/[gy]/g, '')}g`),
  )
  let clean = ''
  let start = ''
  let calls = ''

  const isSuspect = (text: string): boolean =>
    text.length < longText
      ? anyHint.test(text) && anySign.test(text)
      : signs.some((sign) => text.includes(sign)) ||
        rareSigns.test(text) ||
        (text.includes('@') && mailSigns.test(text)) ||
        ((text.includes('"') || text.includes("'")) && quoteSigns.test(text))

  /**
   * A stack begins with the message, which was looked at before, and the same calls come with other
   * messages. Only what is quoted, or ends a number, can belong to the line above it.
   */
  const isStackSuspect = (text: string): boolean => {
    const end = text.indexOf('\n')
    const below = text.slice(end)
    if (below !== calls) {
      if (isSuspect(below) && scrubWhole(below) !== below) return true
      // With another line above, it may mean something else: it is not remembered.
      if (/^\s*[\\"',}]/.test(below)) return true
      calls = below
    }
    const from = text.endsWith(clean, end) ? end - clean.length : end
    const above = text.slice(0, from)
    if (above === start) return false
    if (isSuspect(above)) return true
    start = above
    return false
  }

  const hideValue = (match: string, ...parts: readonly string[]): string => {
    const [query, value = '', pair, quote = '', header] = parts
    if (pair && isHarmless(pair, match.slice(pair.length))) return match
    if (!query) return `${pair ?? header}${quote}${scrubbed}${quote}`
    if (allowed.includes(plainName(query.slice(1, -1)))) return match
    return query + scrubbed + (placeAtEnd.exec(value)?.[0] ?? '')
  }

  const scrubWhole = (text: string, looks = mostLooks): string => {
    const after = own.reduce(
      (known, pattern) => known.replace(pattern, hideOwn),
      text.replace(named, hideValue).replace(privateLooks, hideLooks),
    )
    return after === text || looks === 0 ? after : scrubWhole(after, looks - 1)
  }

  return (text) => {
    if (text.length > longestText) {
      return scrubWhole(`${scrubWhole(text.slice(0, longestText)).slice(0, -cutMargin)}…`)
    }
    // A message stands in a signal twice.
    if (text === clean) return text
    const isStack = text.includes('\n')
    if (own.length > 0 || (isStack ? isStackSuspect(text) : isSuspect(text)))
      return scrubWhole(text)
    if (!isStack) clean = text
    return text
  }
}

/** A count, or a sign or two in quotes: `tokens=150`, `Unexpected token: '}'`. */
const isHarmless = (name: string, value: string): boolean =>
  /^["'\\[{][!-/:-@[-`{-~]{0,3}$/.test(value) || (measure.test(name) && !/\D/.test(value))

const hideOwn = (match: string, mark?: string): string => (match === '' || mark ? match : scrubbed)

const hideLooks = (match: string, ...parts: readonly (string | undefined)[]): string => {
  const [login, scheme = '', secret = match, decimal, gap, edge] = parts
  if (login) return `${login}${scrubbed}@`
  if (gap !== undefined) return !decimal && isCard(match) ? '[card]' : match
  if (edge !== undefined) return `${edge}[email]`
  return plainWords.test(secret) ? match : `${scheme}[token]`
}

/** By its check digit, as Luhn defined it. */
const isCard = (text: string): boolean => {
  const digits = [...text.replace(/\D/g, '')].reverse().map(Number)
  const add = (sum: number, digit: number, place: number): number =>
    sum + (place % 2 > 0 ? (digit * 2) % 9 || digit : digit)
  return digits.reduce(add, 0) % 10 === 0
}

/** A sample as one reads it from an exposition. */
export interface ReadSample {
  readonly family: string
  readonly type: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
  readonly exemplar?: string | undefined
}

const header = /^# (HELP|TYPE|UNIT) ([a-zA-Z_][a-zA-Z0-9_]*) (.*)$/
const nameAtStart = /^[a-zA-Z_][a-zA-Z0-9_]*/
const endings = ['', '_total', '_bucket', '_sum', '_count', '_info']

/**
 * Reads an exposition as strictly as the formats say, and throws where it breaks them: written from the
 * specifications, and apart from what writes it.
 */
export const readExposition = (text: string): readonly ReadSample[] => {
  const lines = text.split('\n')
  if (lines.pop() !== '') throw new Error('no line end')
  const end = lines.indexOf('# EOF')
  if (end >= 0 && end !== lines.length - 1) throw new Error('it goes on')
  const samples: ReadSample[] = []
  const seen = new Set<string>()
  const families = new Map<string, string>()
  let family = ''
  for (const line of end < 0 ? lines : lines.slice(0, end)) {
    if (line.startsWith('#')) {
      family = readHeader(line, family, families)
      continue
    }
    const sample = readSample(line, family, families.get(family) ?? '')
    const key = JSON.stringify([sample.name, Object.entries(sample.labels).sort()])
    if (seen.has(key)) throw new Error(`twice: ${line}`)
    seen.add(key)
    samples.push(sample)
  }
  return samples
}

/** Gives the family that it is about, and notes its type. */
const readHeader = (line: string, family: string, families: Map<string, string>): string => {
  const [, word, name = '', rest = ''] = header.exec(line) ?? []
  if (!word) throw new Error(`no comment: ${line}`)
  if (name !== family && families.has(name)) throw new Error(`again: ${name}`)
  if (word === 'TYPE' || name !== family) families.set(name, word === 'TYPE' ? rest : '')
  return name
}

const readSample = (line: string, family: string, type: string): ReadSample => {
  const name = nameAtStart.exec(line)?.[0] ?? ''
  if (!endings.some((ending) => name === family + ending)) throw new Error(`stray: ${line}`)
  const { labels, rest } = readLabels(line.slice(name.length))
  const [told = '', exemplar] = rest.split(' # ')
  if (!/^ (?:[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]\d+)?)$/.test(told))
    throw new Error(`no value: ${line}`)
  return { family, type, name, labels, value: Number(told.replace('Inf', 'Infinity')), exemplar }
}

const unescaped: Readonly<Record<string, string>> = { n: '\n', '\\': '\\', '"': '"' }

const readLabels = (text: string) => {
  const labels: Record<string, string> = {}
  if (!text.startsWith('{')) return { labels, rest: text }
  let at = 1
  while (text[at] !== '}') {
    const name = nameAtStart.exec(text.slice(at))?.[0] ?? ''
    if (name === '' || name.startsWith('__') || Object.hasOwn(labels, name)) {
      throw new Error(`no label: ${text}`)
    }
    at += name.length
    if (text.slice(at, at + 2) !== '="') throw new Error(`no quotes: ${text}`)
    at += 2
    let value = ''
    for (; text[at] !== '"'; at++) {
      if (at >= text.length) throw new Error(`no end: ${text}`)
      const isEscaped = text[at] === '\\'
      if (isEscaped) at++
      const character = isEscaped ? unescaped[text[at] ?? ''] : text[at]
      if (character === undefined) throw new Error(`no escape: ${text}`)
      value += character
    }
    labels[name] = value
    at++
    if (text[at] === ',') at++
    else if (text[at] !== '}') throw new Error(`no comma: ${text}`)
  }
  return { labels, rest: text.slice(at + 1) }
}

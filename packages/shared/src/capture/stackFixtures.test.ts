import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Frame } from '../model/exception.ts'
import { parseFrames } from './parseFrames.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const folder = join(process.env['HOLDFAST_FIXTURES'] ?? join(root, '../shared/data'), 'stacks')
const isHere = existsSync(folder)
const skipped = isHere ? '' : ', skipped: name the folder of the fixtures in HOLDFAST_FIXTURES'

interface SentryFrame {
  readonly filename: string
  readonly function: string
  readonly lineno?: number
  readonly colno?: number
}

interface SentryCase {
  readonly title: string
  readonly engine: string
  readonly input: { readonly stack?: string }
  readonly expected: { readonly stacktrace?: { readonly frames: readonly SentryFrame[] } }
}

interface ParserFrame {
  readonly index: number
  readonly file?: string
  readonly function?: string
  readonly line?: number
  readonly column?: number
}

interface ParserCase {
  readonly title: string
  readonly length: number
  readonly captured?: string
  readonly input?: { readonly stack: string }
  readonly frames?: readonly ParserFrame[]
  /** Single expectations, where the case does not list its frames: `{ at: '0.lineNumber', value: 2 }`. */
  readonly other?: readonly { readonly at: string; readonly value?: unknown }[]
}

interface ParserFile {
  readonly cases: readonly ParserCase[]
  readonly captured: Readonly<Record<string, { readonly stack?: string }>>
}

/** Where we differ: how the case's title ends, how many frames of theirs we do not have, and why. */
type Difference = readonly [ending: string, missing: number, reason: string]

const sentryDifferences: readonly Difference[] = [
  ['webpack wrapped exceptions', 2, 'it takes lines of the message for calls'],
  ['over 1kb', 1, 'of such a line we cut the middle, and keep the place at its end'],
  ['a wasm stack trace', 4, 'it splits the names of C++ at their first bracket'],
  ['with data uris', 2, 'it loses the position, and has `async` in the name'],
  ['Firefox 3 error', 6, 'its brackets after a name: an engine of 2008'],
  ['Firefox 7 error', 6, 'its brackets after a name: an engine of 2011'],
  ['for safari-extension', 2, 'brackets in addresses: no engine writes them'],
  ['for safari-web-extension', 2, 'brackets in addresses: no engine writes them'],
  ['Opera 10 error', 7, 'its prose: an engine of 2009'],
  ['Opera 11 error', 7, 'its prose: an engine of 2010'],
  ['Opera 12 error', 3, 'its prose: an engine of 2012'],
  [
    'use framesToPop to drop the invariant frame',
    0,
    '`framesToPop` is a property of the error; React sets it no more',
  ],
  [
    'if framesToPop is present',
    0,
    '`framesToPop` is a property of the error; React sets it no more',
  ],
  ['SecurityError', 0, 'it strips its own frames, and we ours'],
]

const parserDifferences: readonly Difference[] = [
  [
    'eval() from Safari 9',
    5,
    'lines with a name alone tell no place: as Sentry, we leave them out',
  ],
  ['eval() from Firefox 43', 1, 'as Sentry, we call code that eval made `eval`'],
  ['entries with no location', 1, 'as Sentry, we write `native` without its brackets'],
  ['eval() from Edge', 3, 'as Sentry, we name the file `eval code`'],
  ['Opera 9.27 Error messages', 3, 'its prose: an engine of 2008'],
  ['Opera 10 Error messages', 7, 'its prose: an engine of 2009'],
  ['Opera 11 Error messages', 4, 'its prose: an engine of 2010'],
]

const read = <File>(name: string): File | undefined =>
  isHere ? JSON.parse(readFileSync(join(folder, name), 'utf8')) : undefined

const sentryCases = read<{ cases: readonly SentryCase[] }>('sentry-browser.json')?.cases ?? []
const parserFile = read<ParserFile>('error-stack-parser.json')
const parserCases = parserFile?.cases ?? []

const mostOfSentry = 50

const toSentryFrame = ({ function: name, file = '', line, column }: Frame): SentryFrame => ({
  filename: file,
  function: name ?? '?',
  ...(line !== undefined && { lineno: line }),
  ...(column !== undefined && { colno: column }),
})

const toParserFrame = (frame: Frame | undefined, index: number): ParserFrame =>
  withoutUndefined({
    index,
    function: frame?.function,
    file: frame?.file,
    line: frame?.line,
    column: frame?.column,
  })

const withoutUndefined = (frame: object): ParserFrame => JSON.parse(JSON.stringify(frame))

const sentryFrames = ({ input }: SentryCase): readonly SentryFrame[] =>
  parseFrames(input.stack ?? '')
    .slice(0, mostOfSentry)
    .map(toSentryFrame)
    .reverse()

const expectedFrames = ({ expected }: SentryCase): readonly SentryFrame[] =>
  (expected.stacktrace?.frames ?? []).map(({ filename, function: name, lineno, colno }) => ({
    filename,
    function: name,
    ...(lineno !== undefined && { lineno }),
    ...(colno !== undefined && { colno }),
  }))

const parserFrames = ({ captured = '', input }: ParserCase): readonly Frame[] =>
  parseFrames(input?.stack ?? parserFile?.captured[captured]?.stack ?? '')

const propertyOfParser: Readonly<Record<string, keyof Frame>> = {
  fileName: 'file',
  lineNumber: 'line',
  columnNumber: 'column',
}

const differenceOf = (title: string, differences: readonly Difference[]): Difference | undefined =>
  differences.find(([ending]) => title.endsWith(ending))

/** That what is read is what is expected; or else, where we differ on purpose, that we still do. */
const expectFrames = <Shape>(
  read: readonly Shape[],
  expected: readonly Shape[],
  difference: Difference | undefined,
): void => {
  if (!difference) {
    expect(read).toEqual(expected)
    return
  }
  const [, missing, reason] = difference
  const texts = read.map((frame) => JSON.stringify(frame))
  const lacking = expected.filter((frame) => !texts.includes(JSON.stringify(frame)))
  expect(lacking, reason).toHaveLength(missing)
  expect(read, `${reason}: no longer`).not.toEqual(expected)
}

describe.skipIf(!isHere)(`the stacks of Sentry's tests${skipped}`, () => {
  it.each(sentryCases)('$engine, $title', (test) => {
    const difference = differenceOf(test.title, sentryDifferences)
    expectFrames(sentryFrames(test), expectedFrames(test), difference)
  })

  it('are as many as there were, and have each difference', () => {
    expect(sentryCases.length).toBeGreaterThan(50)
    const titles = sentryCases.map(({ title }) => title)
    const stale = sentryDifferences.filter(
      ([ending]) => !titles.some((one) => one.endsWith(ending)),
    )
    expect(stale).toEqual([])
  })
})

describe.skipIf(!isHere)(`the stacks of error-stack-parser${skipped}`, () => {
  it.each(parserCases.filter(({ frames }) => frames))('$title', (test) => {
    const { title, frames = [] } = test
    const mine = parserFrames(test)
    const read = frames.map(({ index }) => toParserFrame(mine[index], index))
    expectFrames(read.map(sorted), frames.map(sorted), differenceOf(title, parserDifferences))
  })

  it.each(parserCases.filter(({ other }) => other))('$title', (test) => {
    const mine = parserFrames(test)
    expect(mine).toHaveLength(test.length)
    for (const { at, value } of test.other ?? []) {
      const [index = '', name = ''] = at.split('.')
      expect(mine[Number(index)]?.[propertyOfParser[name] ?? 'inApp'], at).toBe(value)
    }
  })

  it('are as many as there were, and have each difference', () => {
    expect(parserCases.length).toBeGreaterThan(20)
    const titles = parserCases.map(({ title }) => title)
    const stale = parserDifferences.filter(
      ([ending]) => !titles.some((one) => one.endsWith(ending)),
    )
    expect(stale).toEqual([])
  })
})

const sorted = ({ index, file, function: name, line, column }: ParserFrame): ParserFrame =>
  withoutUndefined({ index, function: name, file, line, column })

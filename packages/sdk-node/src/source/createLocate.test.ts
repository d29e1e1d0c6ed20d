import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  createTextScrub,
  type ErrorSignal,
  type Frame,
  jsonBytes,
  type Signal,
} from '@holdfast/shared'
import { createTimerScheduler } from '@holdfast/shared/web-runtime'
import { afterAll, describe, expect, it } from 'vitest'
import { createLocate } from './createLocate.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-source-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const scheduler = createTimerScheduler<NodeJS.Timeout>({ setTimeout, clearTimeout }, (timer) =>
  timer.unref(),
)
const numbered = (count: number, of = 'line'): string =>
  Array.from({ length: count }, (_, index) => `${of} ${index + 1}`).join('\n')

const write = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  return path
}

const signalOf = (...stacks: readonly (readonly string[])[]): ErrorSignal =>
  ({
    kind: 'error',
    message: 'failed',
    exceptions: stacks.map((places) => ({
      type: 'Error',
      message: 'failed',
      mechanism: { type: 'captured', handled: true },
      stack: {
        text: ['Error: failed', ...places.map((place) => `    at run (${place})`)].join('\n'),
      },
    })),
  }) as unknown as ErrorSignal

const framesOf = (signal: Signal, index = 0): readonly Frame[] => {
  const stack = signal.kind === 'error' ? signal.exceptions[index]?.stack : undefined
  return stack && 'frames' in stack ? stack.frames : []
}

type Parts = Parameters<typeof createLocate>[0]

const locateBy = (parts: Partial<Parts> = {}) =>
  createLocate({
    sourceLines: 2,
    sourceMaps: false,
    scrubText: undefined,
    maxSignalBytes: 200_000,
    scheduler,
    ...parts,
  })

const sourceAt = async (place: string, parts?: Partial<Parts>) =>
  framesOf(await locateBy(parts)(signalOf([place]), false))[0]?.source

describe('lines around a call', () => {
  const path = write('app.mjs', numbered(9))

  it.each([
    [5, { before: ['line 3', 'line 4'], line: 'line 5', after: ['line 6', 'line 7'] }],
    [1, { before: [], line: 'line 1', after: ['line 2', 'line 3'] }],
    [9, { before: ['line 7', 'line 8'], line: 'line 9', after: [] }],
  ])('of line %i of 9', async (line, wanted) => {
    expect(await sourceAt(`${path}:${line}:1`)).toEqual(wanted)
    expect(await sourceAt(`file://${path}:${line}:1`)).toEqual(wanted)
    const now = locateBy()(signalOf([`${path}:${line}:1`]), true)
    expect(framesOf(now as Signal)[0]?.source).toEqual(wanted)
  })

  it('none where the file ends before', async () => {
    expect(await sourceAt(`${path}:10:1`)).toBeUndefined()
    expect(await sourceAt(`${path}:0:1`)).toBeUndefined()
  })

  it('the line alone, or nothing at all', async () => {
    expect(await sourceAt(`${path}:5:1`, { sourceLines: 0 })).toEqual({
      before: [],
      line: 'line 5',
      after: [],
    })
    expect(await sourceAt(`${path}:5:1`, { sourceLines: false })).toBeUndefined()
  })

  it('of minified code, what is around the column', async () => {
    const minified = write('min.js', `${'a'.repeat(5_000)}CALL${'b'.repeat(900_000)}\r\nshort\r\n`)
    const source = await sourceAt(`${minified}:1:5001`)
    expect(source?.line).toContain('CALL')
    expect(source?.line.length).toBeLessThan(210)
    expect(source?.after).toEqual(['short'])
    expect((await sourceAt(`${minified}:2:1`))?.before[0]?.length).toBeLessThan(210)
  })

  it('at once, where they are known', async () => {
    const locate = locateBy()
    expect(locate(signalOf([`${path}:5:1`]), false)).toBeInstanceOf(Promise)
    await locate(signalOf([`${path}:5:1`]), false)
    await new Promise((resolve) => setTimeout(resolve))
    expect(locate(signalOf([`${path}:5:1`]), false)).not.toBeInstanceOf(Promise)
  })
})

describe('what is not read', () => {
  const text = numbered(9)
  const pipe = join(folder, 'pipe.js')
  execFileSync('sh', ['-c', `mkfifo '${pipe}'`])
  const withFolder = join(folder, 'folder.js')
  mkdirSync(withFolder)

  it.each([
    ['names that are not those of source code', write('.env', text)],
    ['other files', write('passwd', text)],
    ['dependencies', write('node_modules/x/index.js', text)],
    ['the host itself', 'node:internal/timers'],
    ['what is somewhere else', 'https://example.com/app.js'],
    ['another machine', '//server/share/app.js'],
    ['another machine, as a URL', 'file://server/share/app.js'],
    ['relative names', 'app.mjs'],
    ['large files', write('large.js', Buffer.alloc(2 * 1_024 * 1_024 + 1, 'a\n'))],
    ['folders', withFolder],
    ['pipes', pipe],
    ['what is not there', join(folder, 'gone.js')],
  ])('%s', async (_, file) => {
    expect(await sourceAt(`${file}:2:1`)).toBeUndefined()
    const now = locateBy()(signalOf([`${file}:2:1`]), true)
    expect(framesOf(now as Signal)[0]).toMatchObject({ line: 2 })
    expect(framesOf(now as Signal)[0]?.source).toBeUndefined()
  })
})

describe('how much is told', () => {
  it('keeps to 20 kB of lines: what is thrown first, and there the innermost calls', async () => {
    const wide = write('wide.js', Array.from({ length: 400 }, () => 'é'.repeat(200)).join('\n'))
    const stack = Array.from({ length: 30 }, (_, index) => `${wide}:${index * 10 + 8}:1`)
    const signal = signalOf(stack, stack)
    const told = (await locateBy()(signal, false)) as ErrorSignal
    const added = jsonBytes(told) - jsonBytes(await locateBy({ sourceLines: false })(signal, false))
    expect(added).toBeGreaterThan(15_000)
    expect(added).toBeLessThan(20_500)
    const has = framesOf(told).map(({ source }) => source !== undefined)
    expect(has.lastIndexOf(true)).toBeLessThan(has.indexOf(false))
    expect(framesOf(told, 1).some(({ source }) => source)).toBe(false)
  })

  it('the ten innermost calls of an exception', async () => {
    const path = write('deep.js', numbered(50))
    const stack = Array.from({ length: 30 }, (_, index) => `${path}:${index + 1}:1`)
    const told = await locateBy()(signalOf(stack), false)
    expect(framesOf(told).filter(({ source }) => source)).toHaveLength(10)
  })

  it('nothing where the signal is as large as it may be', async () => {
    const path = write('tight.js', numbered(9))
    const signal = signalOf([`${path}:5:1`])
    const told = await locateBy({ maxSignalBytes: 300 })(signal, false)
    expect(framesOf(told)[0]?.source).toBeUndefined()
  })
})

describe('what is private', () => {
  const scrubText = createTextScrub({ patterns: [], allow: [] })

  it('is scrubbed as in all texts', async () => {
    const path = write('secret.js', `one\nconst password = 'hunter2'\nthrow new Error()\nfour`)
    const source = await sourceAt(`${path}:3:1`, { scrubText })
    expect(source).toEqual({
      before: ['one', "const password = '[scrubbed]'"],
      line: 'throw new Error()',
      after: ['four'],
    })
  })

  it('may span lines: then those around go', async () => {
    const key = '-----BEGIN PRIVATE KEY-----\nMIIEow\n-----END PRIVATE KEY-----'
    const path = write('key.js', `const key = \`${key}\`\nthrow new Error()`)
    const source = await sourceAt(`${path}:4:1`, { scrubText, sourceLines: 5 })
    expect(source).toEqual({ before: [], line: 'throw new Error()', after: [] })
  })
})

it('10,000 files leave no more than their bounds', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const many = mkdtempSync(join(folder, 'many-'))
  const content = numbered(200, '  const value = await readSomething(from, somewhere)')
  for (let index = 0; index < 10_000; index++) writeFileSync(join(many, `${index}.js`), content)
  const locate = locateBy({ sourceLines: 5 })
  const round = async (from: number, to: number) => {
    for (let index = from; index < to; index++) {
      await locate(signalOf([`${join(many, `${index}.js`)}:100:5`]), false)
    }
    collect()
    return process.memoryUsage().heapUsed
  }
  // What is held grows until it is full; after that it must not.
  const full = await round(0, 1_500)
  const last = await round(1_500, 10_000)
  expect(last - full).toBeLessThan(3_000_000)
}, 120_000)

import { describe, expect, it } from 'vitest'
import { parseSource } from '../source/sourceFiles.mjs'
import { checkSource } from './checkStyle.mjs'

const PRODUCT = 'packages/shared/src/model/x.ts'

/**
 * @param {string} text
 * @param {string} [path]
 */
const messagesFor = (text, path = PRODUCT) =>
  checkSource(parseSource(path, text)).map(({ line, message }) => `${line} ${message}`)

/** @param {number} count */
const statements = (count) => 'run()\n'.repeat(count)

describe('lengths', () => {
  it('of a file may reach 300, in tests too', () => {
    expect(messagesFor(statements(300))).toEqual([])
    expect(messagesFor(statements(301))).toEqual([expect.stringContaining('has 301 lines')])
    expect(messagesFor(statements(301), 'tests/x.test.ts')).toHaveLength(1)
  })

  it('of a function may reach 50', () => {
    expect(messagesFor(`function f() {\n${statements(48)}}`)).toEqual([])
    expect(messagesFor(`\nfunction f() {\n${statements(49)}}`)).toEqual([
      expect.stringContaining('2 f has 51 lines; 50 is the most'),
    ])
    expect(messagesFor(`const f = () => {\n${statements(49)}}`)).toHaveLength(1)
    expect(messagesFor(`class C { m() {\n${statements(49)}} }`)).toHaveLength(1)
  })

  it('of a factory may reach 100, where its inner functions keep to 50', () => {
    expect(messagesFor(`const createF = () => {\n${statements(98)}}`)).toEqual([])
    expect(messagesFor(`function startF() {\n${statements(99)}}`)).toHaveLength(1)
    expect(messagesFor(`function created() {\n${statements(49)}}`)).toHaveLength(1)
    const inner = `function createF() {\nfunction f() {\n${statements(49)}}\n}`
    expect(messagesFor(inner)).toEqual([expect.stringContaining('2 f has 51 lines')])
  })

  it('of a callback in a test is free', () => {
    expect(messagesFor(`describe('x', () => {\n${statements(60)}})`, 'tests/x.test.ts')).toEqual([])
  })
})

describe('nesting', () => {
  it('may be 3 deep', () => {
    expect(messagesFor('if (a) for (;;) { try { run() } finally { run() } }')).toEqual([])
    expect(messagesFor('if (a) for (;;) { try { if (b) run() } finally { run() } }')).toEqual([
      expect.stringContaining('nests 4 deep'),
    ])
  })

  it('does not grow by else if, and starts anew in a function', () => {
    expect(
      messagesFor('if (a) run(); else if (b) run(); else if (c) run(); else if (d) run()'),
    ).toEqual([])
    expect(
      messagesFor('if (a) while (b) do { list.map(() => { if (c) run() }) } while (d)'),
    ).toEqual([])
  })
})

describe('parameters', () => {
  it.each(['function f(a, b, c, d) {}', 'type F = (a: 1, b: 1, c: 1, d: 1) => void'])(
    'are at most three: %s',
    (text) => {
      expect(messagesFor(text)).toEqual([expect.stringContaining('takes 4 parameters')])
    },
  )

  it('do not count `this`', () => {
    expect(messagesFor('function f(this: X, a: 1, b: 1, c: 1) {}')).toEqual([])
  })
})

describe('a catch block', () => {
  it.each([
    'try { run() } catch {}',
    'try { run() } catch { /* nothing can be done */ }',
    'try { run() } catch (error) { void error }',
    'try { run() } catch (error) { ; error; {} }',
    'promise.catch(() => {})',
  ])('must do something: %s', (text) => {
    expect(messagesFor(text)).toEqual([expect.stringContaining('a failure is swallowed')])
  })

  it.each([
    'try { run() } catch { count() }',
    'function f() { try { run() } catch { return undefined } }',
    'promise.catch(count)',
    'promise.catch(() => { count() })',
  ])('is content with %s', (text) => {
    expect(messagesFor(text)).toEqual([])
  })
})

describe('syntax', () => {
  it.each([
    ['any', 'const x: any = 1'],
    ['any', 'type X = Record<string, any>'],
    ['a non-null `!`', 'const x = y!.z'],
    ['a non-null `!`', 'class C { x!: string }'],
    ['an enum', 'enum E { A }'],
    ['an enum', 'declare const enum E { A }'],
    ['a namespace', 'namespace N { export type A = 1 }'],
  ])('does without %s: %s', (what, text) => {
    expect(messagesFor(text)).toEqual([expect.stringContaining(what)])
  })

  it('may augment a module', () => {
    expect(messagesFor("declare module 'x' { interface Y { a: 1 } }")).toEqual([])
  })
})

describe('module state', () => {
  it.each(['let x = 1', 'export let x = 1', 'var x = 1'])('is refused: %s', (text) => {
    expect(messagesFor(text)).toEqual([expect.stringContaining('state of the module')])
  })

  it.each(['const x = 1', 'const f = () => { let x = 1; return x }'])('is not %s', (text) => {
    expect(messagesFor(text)).toEqual([])
  })

  it('is the business of products only', () => {
    expect(messagesFor('let x = 1', 'bench/run.mjs')).toEqual([])
  })
})

describe('names', () => {
  it.each(['utils/x.ts', 'stringUtils.ts', 'common.ts', 'test-helper.ts'])('refuse %s', (name) => {
    expect(messagesFor('', `packages/shared/src/model/${name}`)).toHaveLength(1)
  })

  it('accept a word that only sounds like one', () => {
    expect(messagesFor('', 'packages/shared/src/model/commonality.ts')).toEqual([])
  })
})

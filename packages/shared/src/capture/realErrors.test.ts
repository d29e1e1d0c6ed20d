import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { Exception, Frame } from '../model/exception.ts'
import type { SignalId } from '../model/signal.ts'
import { wallTime } from '../model/units.ts'
import { withParsedStacks } from './parseStack.ts'
import { toExceptions } from './toExceptions.ts'

const file = '/srv/shop/app.js'

/** An app with lines of its own: those of a test are moved by whatever builds it. */
const app = `({
  buy() { throw new TypeError('no stock') },
  wrap() {
    try { this.buy() } catch (cause) { throw new Error('order failed', { cause }) }
  },
  async later() {
    await null
    await this.deeper()
  },
  async deeper() { await null; this.buy() },
  async all() { await Promise.all([this.later()]) },
  // The next lines are told of by their numbers.
  made() {
    class Order { constructor() { throw new Error('no order') } }
    return new Order()
  },
  evaluated() { return eval('(function inner() {\\n throw new Error("evaluated") })()') },
  each() { [1].forEach((item) => { throw new RangeError('item ' + item) }) },
  parsed() { JSON.parse('{') },
  get total() { throw new Error('no total') },
  any() { return Promise.any([Promise.reject(new Error('first')), Promise.reject('second')]) },
  noted() { const note = { name: 'Note', message: 'noted' }; Error.captureStackTrace(note); throw note },
  lines() { throw new Error('one\\n    at two (three.js:4:5)\\nsix@seven.js:8:9') },
  files() { require('node:fs').readFileSync('/nowhere/at/all') },
})`

type Name =
  | 'buy'
  | 'wrap'
  | 'all'
  | 'made'
  | 'evaluated'
  | 'each'
  | 'parsed'
  | 'total'
  | 'any'
  | 'noted'
  | 'lines'
  | 'files'
type App = Readonly<Record<Name, () => unknown>>

const startApp = (): App => {
  const create = new Script(`(require) => ${app}`, { filename: file }).runInThisContext()
  return create(process.getBuiltinModule)
}

const readThrown = async (run: (app: App) => unknown): Promise<readonly Exception[]> => {
  try {
    await run(startApp())
  } catch (error) {
    const exceptions = toExceptions(error, { type: 'captured', handled: true })
    const signal = withParsedStacks({
      kind: 'error',
      id: 'a'.repeat(32) as SignalId,
      time: wallTime(0),
      severity: 'error',
      message: '',
      resource: { service: 's', sdk: { name: 'x' }, runtime: { name: 'y' } },
      scope: { tags: {}, contexts: {} },
      exceptions,
    })
    return signal.kind === 'error' ? signal.exceptions : []
  }
  throw new Error('Nothing was thrown.')
}

const framesOf = (exception: Exception | undefined): readonly Frame[] =>
  exception?.stack && 'frames' in exception.stack ? exception.stack.frames : []

/** The calls down to the outermost of the app, as `buy 2 app`; below is the test. Versions of Node differ in the rest. */
const callsOf = (exception: Exception | undefined): readonly string[] => {
  const frames = framesOf(exception)
  const own = frames.map((frame) => frame.file === file).lastIndexOf(true)
  return frames
    .slice(0, own + 1)
    .filter((frame) => frame.function !== 'process.processTicksAndRejections')
    .map(
      (frame) =>
        `${frame.function?.replace(' [as total]', '')} ${frame.line ?? '-'} ${frame.inApp ? 'app' : 'other'}`,
    )
}

interface Thrown {
  readonly what: string
  readonly run: (app: App) => unknown
  readonly calls: readonly string[]
}

const cases: readonly Thrown[] = [
  { what: 'an error', run: (app) => app.buy(), calls: ['Object.buy 2 app'] },
  { what: 'one with a cause', run: (app) => app.wrap(), calls: ['Object.wrap 4 app'] },
  {
    what: 'an asynchronous one',
    run: (app) => app.all(),
    calls: [
      'Object.buy 2 app',
      'Object.deeper 10 app',
      'Object.later 8 app',
      'Promise.all - other',
      'Object.all 11 app',
    ],
  },
  {
    what: 'one of a function without a name',
    run: (app) => app.each(),
    calls: ['undefined 18 app', 'Array.forEach - other', 'Object.each 18 app'],
  },
  {
    what: 'one of a constructor',
    run: (app) => app.made(),
    calls: ['new Order 14 app', 'Object.made 15 app'],
  },
  {
    what: 'one of evaluated code',
    run: (app) => app.evaluated(),
    calls: ['inner 17 app', 'eval 17 app', 'Object.evaluated 17 app'],
  },
  { what: 'one of a getter', run: (app) => app.total, calls: ['get total 20 app'] },
  {
    what: 'one of the engine',
    run: (app) => app.parsed(),
    calls: ['JSON.parse - other', 'Object.parsed 19 app'],
  },
  {
    what: 'an object with a captured stack',
    run: (app) => app.noted(),
    calls: ['Object.noted 22 app'],
  },
  {
    what: 'one whose message looks like calls',
    run: (app) => app.lines(),
    calls: ['Object.lines 23 app'],
  },
]

describe('what this Node throws', () => {
  it.each(cases)('is told with its calls: $what', async ({ run, calls }) => {
    const [exception] = await readThrown(run)
    expect(callsOf(exception)).toEqual(calls)
    expect(exception?.mechanism.synthetic).toBeUndefined()
  })

  it('has its file, line and column', async () => {
    const [exception] = await readThrown((app) => app.buy())
    expect(framesOf(exception)[0]).toEqual({
      function: 'Object.buy',
      file,
      line: 2,
      column: 17,
      inApp: true,
    })
  })

  it('is told with its cause', async () => {
    const [, cause] = await readThrown((app) => app.wrap())
    expect(cause).toMatchObject({
      type: 'TypeError',
      message: 'no stock',
      mechanism: { parent: 0, source: 'cause' },
    })
    expect(callsOf(cause)).toEqual(['Object.buy 2 app', 'Object.wrap 4 app'])
  })

  it('is told with all errors that it gathers', async () => {
    const told = await readThrown((app) => app.any())
    expect(told.map(({ type, message }) => `${type}: ${message}`)).toEqual([
      'AggregateError: All promises were rejected',
      'Error: first',
      'NonError: second',
    ])
    expect(told.map(({ mechanism }) => mechanism.source)).toEqual([
      undefined,
      'errors[0]',
      'errors[1]',
    ])
  })

  it('has what the system said, and the calls of Node are not the app', async () => {
    const [exception] = await readThrown((app) => app.files())
    expect(exception?.properties).toMatchObject({ code: 'ENOENT', syscall: 'open' })
    const calls = callsOf(exception)
    expect(calls.at(-1)).toBe('Object.files 24 app')
    expect(calls.slice(0, -1).join()).toMatch(/readFileSync \d+ other/)
    expect(calls.slice(0, -1).join()).not.toMatch(/app/)
  })
})

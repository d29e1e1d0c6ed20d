import { describe, expect, it } from 'vitest'
import { errorsOf } from '../harness/readTaken.ts'
import { startSink } from '../harness/startSink.ts'
import { openPage } from './openPage.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

/** An app of a file and of lines of its own. */
const app = `const buy = () => { throw new TypeError('no stock') }
const order = () => {
  try { buy() } catch (cause) { throw new Error('order failed', { cause }) }
}
const later = async () => { await null; buy() }
const wait = async () => { await later() }
const evaluated = () => eval('(() => { throw new Error("evaluated") })()')
const each = () => [1].forEach(() => { throw new RangeError('nameless') })
Object.assign(window, { order, wait, evaluated, each })`

interface Failure {
  readonly what: string
  /** How the page calls it, with nobody to catch what it throws. */
  readonly name: string
  readonly calls: readonly (readonly string[])[]
}

const failures: readonly Failure[] = [
  {
    what: 'an error and its cause',
    name: 'order',
    calls: [['order 3 app'], ['buy 1 app', 'order 3 app']],
  },
  {
    what: 'an asynchronous one',
    name: 'wait',
    calls: [['buy 1 app', 'later 5 app', 'wait 6 app']],
  },
  {
    what: 'one of evaluated code',
    name: 'evaluated',
    calls: [['eval 7 app', 'eval 7 app', 'evaluated 7 app']],
  },
  {
    what: 'one of a function without a name',
    name: 'each',
    calls: [['undefined 8 app', 'Array.forEach - other', 'each 8 app']],
  },
]

describe('in Chromium', () => {
  it.each(failures)('$what has its calls', async ({ name, calls }) => {
    const sink = await startSink()
    const { page, served } = await openPage({ browser: chromium(), script: 'monitored.ts', sink })
    // Of the page's own origin: of another a browser tells nothing.
    const file = `${served.url}app.js`
    await page.route(file, (route) => route.fulfill({ contentType: 'text/javascript', body: app }))
    await page.addScriptTag({ url: file })
    await page.evaluate((called) => {
      const run = Reflect.get(window, called) as () => unknown
      setTimeout(() => run())
    }, name)
    await sink.waitFor(1, { dialect: 'http' })
    const [error] = errorsOf(sink)
    expect(error?.exceptions.map(({ stack }) => callsOf(stack, file))).toEqual(calls)
  })
})

type Stack = ReturnType<typeof errorsOf>[number]['exceptions'][number]['stack']

/** The calls down to the outermost of the app; below is what runs the test. */
const callsOf = (stack: Stack, file: string): readonly string[] => {
  const frames = stack && 'frames' in stack ? stack.frames : []
  const own = frames.map((frame) => frame.file === file).lastIndexOf(true)
  return frames
    .slice(0, own + 1)
    .map((frame) => `${frame.function} ${frame.line ?? '-'} ${frame.inApp ? 'app' : 'other'}`)
}

import { describe, expect, it } from 'vitest'
import { expectSeen, type SeenError } from '../harness/expectSeen.ts'
import { errorsOf } from '../harness/readTaken.ts'
import { startSink } from '../harness/startSink.ts'
import { openPage } from './openPage.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

const openMonitored = async () => {
  const sink = await startSink()
  const opened = await openPage({ browser: chromium(), script: 'monitored.ts', sink })
  /** Runs in the page, outside of any call of ours: an error of it is nobody's. */
  const run = (code: string): Promise<void> =>
    opened.page.evaluate((text) => void setTimeout(new Function(text) as () => void), code)
  const arrived = async (count: number): Promise<void> => {
    await sink.waitFor(count, { dialect: 'http' })
    await sink.waitFor(count, { dialect: 'sentry' })
    // A second sending of the same would need no longer than the first did.
    await opened.page.waitForTimeout(200)
  }
  return { sink, run, arrived, ...opened }
}

interface Failure {
  readonly what: string
  readonly code: string
  readonly seen: Partial<SeenError>
}

const uncaught: readonly Failure[] = [
  {
    what: 'a throw',
    code: 'throw new TypeError("thrown")',
    seen: { type: 'TypeError', message: 'thrown' },
  },
  {
    what: 'a thrown text',
    code: 'throw "a text"',
    seen: { type: 'NonError', message: 'a text' },
  },
  {
    what: 'a rejection',
    code: 'void Promise.reject(new RangeError("rejected"))',
    seen: { type: 'RangeError', message: 'rejected' },
  },
  {
    what: 'a rejection without a reason',
    code: 'void Promise.reject()',
    seen: { type: 'NonError' },
  },
  {
    what: 'what a script of another origin tells',
    code: 'window.dispatchEvent(new ErrorEvent("error", { message: "Uncaught RangeError: far" }))',
    seen: { type: 'RangeError', message: 'far' },
  },
  {
    what: 'an error of another realm',
    code: `const frame = document.body.appendChild(document.createElement('iframe'))
      throw new frame.contentWindow.SyntaxError('of a frame')`,
    seen: { type: 'SyntaxError', message: 'of a frame' },
  },
]

describe('a page', () => {
  it.each(uncaught)('has $what seen once', async ({ code, seen }) => {
    const { sink, run, arrived } = await openMonitored()
    await run(code)
    await arrived(1)
    expectSeen(sink, [{ ...seen, handled: false }])
  })

  it('has an error seen once that is captured, thrown and rejected', async () => {
    const { sink, run, arrived } = await openMonitored()
    await run(`const error = new Error('thrice')
      monitor.captureError(error)
      void Promise.reject(error)
      throw error`)
    await arrived(1)
    expectSeen(sink, [{ message: 'thrice', handled: true }])
  })

  it('tells where an error was thrown', async () => {
    const { sink, run, arrived, served } = await openMonitored()
    await run('throw new Error("somewhere")')
    await arrived(1)
    const stack = errorsOf(sink)[0]?.exceptions[0]?.stack
    const frames = stack && 'frames' in stack ? stack.frames : []
    expect(frames.length).toBeGreaterThan(0)
    expect(frames[0]).toMatchObject({ line: expect.any(Number), column: expect.any(Number) })
    expect(served.url).toBeDefined()
  })
})

const oddValues: readonly string[] = [
  'undefined',
  'null',
  '0',
  '10n',
  'Symbol("odd")',
  '() => 1',
  '"x".repeat(2_000_000)',
  'document.body',
  'window',
  'Object.create(null)',
  'Object.freeze(new Error("frozen"))',
  '(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()',
  '({ get message() { throw new Error("in a getter") }, name: "Odd" })',
  '(() => { const error = new Error("loop"); error.cause = error; return error })()',
  '(() => { const loop = {}; loop.self = loop; return loop })()',
  'new DOMException("aborted", "AbortError")',
  'new ErrorEvent("error", { message: "an event" })',
  'new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 }, getPrototypeOf() { throw 3 } })',
]

describe('captureError', () => {
  it.each(oddValues)('takes %s, and it arrives once', async (value) => {
    const { sink, page, arrived } = await openMonitored()
    const id = await page.evaluate(`monitor.captureError(${value})`)
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    await arrived(1)
    expectSeen(sink, [{ handled: true }])
    expect([...sink.taken('http').keys()]).toEqual([id])
  })

  it('never throws, whatever its options are', async () => {
    const { page, arrived } = await openMonitored()
    await page.evaluate(`for (const odd of [${oddValues.join(', ')}]) {
      monitor.captureError(new Error('odd options'), odd)
      monitor.captureMessage(odd, { tags: odd, contexts: odd, user: odd, severity: odd })
      monitor.withScope((scope) => {
        scope.setUser(odd)
        scope.setTags(odd)
        scope.setContext(odd, odd)
      })
    }`)
    await arrived(oddValues.length * 2)
    const stats = await page.evaluate('monitor.stats()')
    expect(stats).toMatchObject({ sinks: { http: { error: { pending: 0, lost: {} } } } })
  })
})

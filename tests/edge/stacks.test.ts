import { describe, expect, it } from 'vitest'
import { bundle } from '../harness/bundle.ts'
import { errorsOf } from '../harness/readTaken.ts'
import { openWorker } from './openWorker.ts'

const script = 'failing.ts'

interface Failure {
  readonly what: string
  /** The path that fails so. */
  readonly name: string
  /** Of each exception, the function of a call and what stands in the line that it names. */
  readonly calls: readonly (readonly (readonly [string, string])[])[]
}

const failures: readonly Failure[] = [
  {
    what: 'an error and its cause',
    name: 'order',
    calls: [
      [['Object.order', 'throw new Error("order failed"']],
      [
        ['buy', 'throw new TypeError("no stock")'],
        ['Object.order', 'buy();'],
      ],
    ],
  },
  {
    what: 'an asynchronous one',
    name: 'wait',
    calls: [
      [
        ['buy', 'throw new TypeError("no stock")'],
        ['later', 'buy();'],
        ['Object.wait', 'await later();'],
      ],
    ],
  },
  {
    what: 'one of a function without a name',
    name: 'each',
    calls: [
      [
        ['undefined', 'throw new RangeError("nameless")'],
        ['Array.forEach', ''],
        ['Object.each', '.forEach('],
      ],
    ],
  },
  {
    what: 'one of the engine',
    name: 'evaluated',
    calls: [
      [
        ['new Function', ''],
        ['Object.evaluated', 'new Function("return 1")'],
      ],
    ],
  },
]

describe('in workerd', () => {
  it.each(failures)('$what has its calls', async ({ name, calls }) => {
    const worker = await openWorker({ name: script })
    await worker.get(`/${name}`)
    await worker.sink.waitFor(1, { dialect: 'http' })
    const lines = (await bundle(new URL(`workers/${script}`, import.meta.url))).split('\n')
    const exceptions = errorsOf(worker.sink)[0]?.exceptions ?? []
    expect(exceptions).toHaveLength(calls.length)
    for (const [index, { stack }] of exceptions.entries()) {
      const frames = stack && 'frames' in stack ? stack.frames : []
      for (const [place, [called, code]] of (calls[index] ?? []).entries()) {
        const frame = frames[place]
        expect(nameOf(frame?.function)).toBe(called)
        expect(frame?.inApp).toBe(code !== '')
        if (frame?.line) expect(lines[frame.line - 1]).toContain(code)
        else expect(code).toBe('')
      }
    }
  })
})

/** Bundling numbers what has the name of something else. */
const nameOf = (name = 'undefined'): string =>
  name.replace(/\d? \[as \w+\]$/, '').replace(/\d$/, '')

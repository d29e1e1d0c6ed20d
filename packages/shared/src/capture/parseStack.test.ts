import { describe, expect, it } from 'vitest'
import type { Frame, Stack } from '../model/exception.ts'
import type { Signal, SignalId } from '../model/signal.ts'
import { wallTime } from '../model/units.ts'
import { withParsedStacks } from './parseStack.ts'

const parse = (text: string): Stack | undefined => {
  const signal: Signal = {
    kind: 'error',
    id: 'a'.repeat(32) as SignalId,
    time: wallTime(0),
    severity: 'error',
    message: '',
    resource: { service: 's', sdk: { name: 'x' }, runtime: { name: 'y' } },
    scope: { tags: {}, contexts: {} },
    exceptions: [
      {
        type: 'Error',
        message: '',
        stack: { text },
        mechanism: { type: 'captured', handled: true },
      },
    ],
  }
  const parsed = withParsedStacks(signal)
  return parsed.kind === 'error' ? parsed.exceptions[0]?.stack : undefined
}

const frames = (text: string): readonly Frame[] => {
  const stack = parse(text)
  return stack && 'frames' in stack ? stack.frames : []
}

describe('withParsedStacks', () => {
  it('reads the stacks of V8', () => {
    const stack = [
      'Error: boom',
      '    at buy (https://shop.example/app.js:10:5)',
      '    at async Cart.checkout (file:///srv/cart.js:3:1)',
      '    at https://shop.example/app.js:99:1',
      '    at new Promise (<anonymous>)',
      '    at node:internal/process:1:2',
      '    at /srv/node_modules/x/index.js:1:2',
    ].join('\n')
    expect(frames(stack)).toEqual([
      { function: 'buy', file: 'https://shop.example/app.js', line: 10, column: 5, inApp: true },
      { function: 'Cart.checkout', file: 'file:///srv/cart.js', line: 3, column: 1, inApp: true },
      { file: 'https://shop.example/app.js', line: 99, column: 1, inApp: true },
      { function: 'new Promise', file: '<anonymous>', inApp: false },
      { file: 'node:internal/process', line: 1, column: 2, inApp: false },
      { file: '/srv/node_modules/x/index.js', line: 1, column: 2, inApp: false },
    ])
  })

  it('takes no message for a call, and knows the paths of Windows', () => {
    const stack = [
      'Error: connect postgres://shop:secret@db.example:5432',
      '    at buy (C:\\Program Files (x86)\\app\\index.js:1:2)',
      '    at get (C:\\app\\node_modules\\x\\index.js:1:2)',
    ].join('\n')
    expect(frames(stack)).toEqual([
      {
        function: 'buy',
        file: 'C:\\Program Files (x86)\\app\\index.js',
        line: 1,
        column: 2,
        inApp: true,
      },
      {
        function: 'get',
        file: 'C:\\app\\node_modules\\x\\index.js',
        line: 1,
        column: 2,
        inApp: false,
      },
    ])
  })

  it('reads the stacks of Firefox and Safari', () => {
    const stack = 'buy@https://shop.example/app.js:10:5\n@https://shop.example/app.js:99:1\n'
    expect(frames(stack)).toEqual([
      { function: 'buy', file: 'https://shop.example/app.js', line: 10, column: 5, inApp: true },
      { file: 'https://shop.example/app.js', line: 99, column: 1, inApp: true },
    ])
  })

  it('keeps a stack as it is where no frame can be read', () => {
    expect(parse('no stack at all')).toEqual({ text: 'no stack at all' })
  })

  it.each([
    ['one line of a megabyte', `    at ${'('.repeat(1_000_000)}`],
    ['ten thousand frames', '    at f (https://x.example/a.js:1:1)\n'.repeat(10_000)],
    ['colons', `@${':1'.repeat(500)}\n`.repeat(2_000)],
    ['spaces', `${' '.repeat(1_000)}\n`.repeat(1_000)],
  ])('takes little time over %s', (_, text) => {
    // The least of some: a busy machine is slow at times, and what is slow is so each time.
    const times = [1, 2, 3, 4].map(() => {
      const start = performance.now()
      expect(frames(text).length).toBeLessThanOrEqual(100)
      return performance.now() - start
    })
    expect(Math.min(...times)).toBeLessThan(500)
  })
})

import { describe, expect, it } from 'vitest'
import { withoutMessage } from './withoutMessage.ts'

describe('withoutMessage', () => {
  it('takes a message of many lines off, and leaves the calls', () => {
    const message = 'one\n    at two (three.js:4:5)'
    expect(withoutMessage(`Error: ${message}\n    at f (a.js:1:2)`, message)).toBe(
      '    at f (a.js:1:2)',
    )
  })

  it.each([
    ['has no message', 'Error\n    at f (a.js:1:2)', ''],
    ['has another message', 'Error: first\n    at f (a.js:1:2)', 'changed'],
    ['has a message that goes on', 'Error: one two\n    at f (a.js:1:2)', 'one'],
    ['has none above its calls', 'f@a.js:1:2\n', 'x'],
    ['is nothing but the message', 'Error: x', 'x'],
  ])('leaves a stack that %s', (_, stack, message) => {
    expect(withoutMessage(stack, message)).toBe(stack)
  })
})

import { describe, expect, it } from 'vitest'
import { parseFrames } from './parseFrames.ts'

const names = (text: string): readonly (string | undefined)[] =>
  parseFrames(text).map((frame) => frame.function)

const own = '/srv/node_modules/@holdfast/node/dist/index.js:1:2'

describe('parseFrames', () => {
  it('leaves out our calls at the top, and keeps those further down', () => {
    const lines = [
      'Error',
      `at mark (${own})`,
      `at ${own}`,
      'at buy (/a.js:1:2)',
      `at wrap (${own})`,
    ]
    expect(names(lines.join('\n'))).toEqual(['buy', 'wrap'])
  })

  it('keeps a stack of nothing but our calls: it tells of a fault of ours', () => {
    expect(names(`Error\n    at mark (${own})\n    at send (${own})`)).toEqual(['mark', 'send'])
  })

  it('reads one dialect a stack: a message may look like the other', () => {
    expect(names('Error: f@https://x.example/a.js:1:2\n    at buy (/a.js:1:2)')).toEqual(['buy'])
  })

  it('reads a hundred calls', () => {
    expect(parseFrames('at f (/a.js:1:2)\n'.repeat(500))).toHaveLength(100)
  })

  it('keeps the name and the place of a call with an endless address', () => {
    const [frame] = parseFrames(`at f (https://x.example/${'a'.repeat(20_000)}.js:3:4)`)
    expect(frame).toMatchObject({ function: 'f', line: 3, column: 4 })
    expect(frame?.file?.length).toBeLessThan(1_100)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ErrorSignal } from '../../model/signal.ts'
import { createSampleSignal, createSampleSignals } from '../../testing/sampleSignals.ts'
import { toDevTools } from './toDevTools.ts'
import { toJsonLine } from './toJsonLine.ts'
import { toText } from './toText.ts'

/** What terminals obey, and what makes them show a text in another order. */
const obeyed = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u
/** Without the colours, which are ours. */
const withoutColours = (text: string): string =>
  text
    .split('\u001b[')
    .map((part, index) => (index > 0 ? part.replace(/^[\d;]+m/, '') : part))
    .join('')
const isHarmless = (text: string): boolean => !obeyed.test(text.replaceAll('\n', ''))

const attacks = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\u001b]0;title\u0007',
    '\u001b[2J\u001b[H',
    '\u009b31m',
    '\u001bPq\u001b\\',
    '\r\u001b[KFATAL',
    '\n2026-01-01T00:00:00.000Z FATAL other forged',
    '\u202egnorw',
    '\u2028line',
    '\b\b\b',
    '\u007f',
  ),
  fc
    .array(fc.integer({ min: 0, max: 0xa0 }), { maxLength: 20 })
    .map((codes) => String.fromCharCode(...codes)),
)

const sample = createSampleSignal(1)

const hostile = fc
  .record({ a: attacks, b: attacks, c: attacks, d: attacks })
  .map(({ a, b, c, d }): ErrorSignal => {
    const stack = {
      frames: [
        { function: a, file: b, inApp: true },
        { file: c, inApp: false },
      ],
    }
    const mechanism = { type: 'cause', handled: false, source: d } as const
    return {
      ...sample,
      message: a,
      resource: { ...sample.resource, service: b, release: c, environment: d },
      exceptions: [
        { type: a, message: b, mechanism, stack, properties: { [c]: d } },
        { type: c, message: d, mechanism, stack: { text: `${a}\n${b}` } },
      ],
      cut: [a],
      scope: {
        tags: { [a]: b },
        user: { id: c, name: d },
        contexts: { [d]: { [a]: [b] } },
        flags: { [c]: true },
        fingerprint: [d],
      },
    }
  })

describe('what a signal says', () => {
  it('gives a terminal nothing to obey, and forges no line', () => {
    fc.assert(
      fc.property(hostile, (signal) => {
        const text = toText(signal, false)
        expect(isHarmless(text)).toBe(true)
        const [, ...lines] = text.split('\n')
        expect(lines.filter((line) => !line.startsWith('  '))).toEqual([])
        const bare = withoutColours(toText(signal, true))
        expect(bare).toBe(text)
        expect(
          toDevTools(signal)
            .parts.slice(0, 4)
            .every((part) => isHarmless(String(part))),
        ).toBe(true)
      }),
    )
  })

  it('is one line of JSON that a terminal has nothing to obey in', () => {
    fc.assert(
      fc.property(hostile, (signal) => {
        const line = toJsonLine(signal)
        expect(obeyed.test(line)).toBe(false)
        const [first, second] = JSON.parse(line).exceptions
        expect(first.message).toBe(signal.exceptions[0]?.message)
        expect(second.type).toBe(signal.exceptions[1]?.type)
      }),
    )
  })

  it.each(createSampleSignals().map((signal) => [signal.id, signal] as const))(
    'is shown for sample %s',
    (_, signal) => {
      expect(isHarmless(toText(signal, false))).toBe(true)
      expect(() => JSON.parse(toJsonLine(signal))).not.toThrow()
    },
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSampleSignal } from '../testing/sampleSignals.ts'
import { createScrub } from './scrub.ts'

describe('what is scrubbed', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('jane@example.com', 'Bearer abc.DEF_123', '/?q=1', '4111 1111 1111 1111'),
    fc
      .array(
        fc.constantFrom(
          ...[
            'password',
            '=',
            '"',
            "'",
            ':',
            ' ',
            '\n',
            '\\',
            '@',
            'a.com',
            '[scrubbed]',
            '[',
            ']',
          ],
          ...[
            '[email]',
            '4111',
            '-',
            '?a=',
            '://',
            '/',
            'Cookie: ',
            'eyJabcdefghijklmnop',
            '%40',
            '{',
          ],
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join('')),
  )

  it('stays as it is when it is scrubbed again', () => {
    const context = fc.dictionary(
      fc.oneof(text, fc.constantFrom('password', 'tokens', 'plan')),
      fc.oneof(text, fc.array(text, { maxLength: 3 }), fc.double(), fc.boolean()),
      { maxKeys: 4 },
    )
    fc.assert(
      fc.property(text, context, (message, own) => {
        const signal = { ...createSampleSignal(1), message, scope: { tags: {}, contexts: { own } } }
        const after = createScrub()(signal)
        expect(typeof after === 'object' && createScrub()(after)).toBe(after)
      }),
      { numRuns: 1_000 },
    )
  })

  it('hides under a name that counts the number of a card as it would its text', () => {
    const contexts = { own: { tokens: 3_430_026_513_825_157 } }
    const after = createScrub()({ ...createSampleSignal(1), scope: { tags: {}, contexts } })
    expect(after).toMatchObject({ scope: { contexts: { own: { tokens: '[scrubbed]' } } } })
  })
})

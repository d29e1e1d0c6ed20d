import type { Envelope, Event } from '@sentry/core'
import { describe, expect, it } from 'vitest'
import { compileEvents } from '../sentry/compileEvents.ts'
import { asPublished, readEventSchema, whyNoSchema } from '../sentry/eventSchema.ts'
import { schemaProblems } from '../sentry/schemaProblems.ts'
import { compare } from './compare.ts'
import { findProblems, type GoldenRuntime } from './difference.ts'
import { differences } from './differences.ts'
import { flatten } from './flatten.ts'
import { type Case, cases } from './goldenCases.ts'

/** Raises an error with an SDK in its real home, and gives what a server is sent of it. */
type Raise = (name: Case) => Promise<Envelope>

interface Golden {
  readonly runtime: GoldenRuntime
  readonly bySentry: Raise
  readonly byHoldfast: Raise
}

/** The same errors by both SDKs: no difference that is not listed, and none listed that is none. */
export const describeGolden = ({ runtime, bySentry, byHoldfast }: Golden): void => {
  describe(`events of ${runtime}, beside those of Sentry's own package`, () => {
    it.each(cases)('differ as they are said to: %s', async (name) => {
      const ours = await byHoldfast(name)
      const observed = compare(flatten(await bySentry(name)), flatten(ours))
      expect(findProblems({ runtime, name, observed }, differences)).toEqual([])
      const event = ours[1][0]?.[1] as Event
      expect(compileEvents([event])).toEqual([])
      if (whyNoSchema === undefined) {
        expect(schemaProblems(asPublished(event), readEventSchema())).toEqual([])
      }
    })

    it('are checked by the schema of Sentry, too', ({ skip }) => {
      skip(whyNoSchema !== undefined, whyNoSchema)
    })
  })
}

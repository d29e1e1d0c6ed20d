import type { Envelope } from '@sentry/core'
import { describeGolden } from '../delivery/golden/describeGolden.ts'
import type { Case } from '../delivery/golden/goldenCases.ts'
import { soleEvent } from '../harness/soleEvent.ts'
import { startSink } from '../harness/startSink.ts'
import { runChild } from './runChild.ts'

const raiseWith =
  (script: string) =>
  async (name: Case): Promise<Envelope> => {
    const sink = await startSink()
    await runChild(script, { sink, env: { FAILURE: name } })
    return soleEvent(sink)
  }

describeGolden({
  runtime: 'node',
  bySentry: raiseWith('goldenSentry.mjs'),
  byHoldfast: raiseWith('goldenHoldfast.mjs'),
})

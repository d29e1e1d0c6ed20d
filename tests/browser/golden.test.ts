import type { Envelope } from '@sentry/core'
import { describeGolden } from '../delivery/golden/describeGolden.ts'
import type { Case } from '../delivery/golden/goldenCases.ts'
import { soleEvent } from '../harness/soleEvent.ts'
import { startSink } from '../harness/startSink.ts'
import { openPage } from './openPage.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

const raiseWith =
  (script: string) =>
  async (name: Case): Promise<Envelope> => {
    const sink = await startSink()
    const { page } = await openPage({ browser: chromium(), script, sink, shows: 'raise' })
    await page.evaluate(`raise(${JSON.stringify(name)})`)
    return soleEvent(sink)
  }

describeGolden({
  runtime: 'browser',
  bySentry: raiseWith('goldenSentry.ts'),
  byHoldfast: raiseWith('goldenHoldfast.ts'),
})

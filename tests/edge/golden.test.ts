import type { Envelope } from '@sentry/core'
import { describeGolden } from '../delivery/golden/describeGolden.ts'
import type { Case } from '../delivery/golden/goldenCases.ts'
import { soleEvent } from '../harness/soleEvent.ts'
import { startSink } from '../harness/startSink.ts'
import { runWorker } from './openWorker.ts'

const raiseWith =
  (script: string) =>
  async (name: Case): Promise<Envelope> => {
    const sink = await startSink()
    const worker = await runWorker(script, { bindings: { SINK_DSN: sink.dsn } })
    await (await fetch(`${worker.url}/${name}`)).text()
    return soleEvent(sink)
  }

describeGolden({
  runtime: 'edge',
  bySentry: raiseWith('goldenSentry.ts'),
  byHoldfast: raiseWith('goldenHoldfast.ts'),
})

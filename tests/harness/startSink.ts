import { type FaultySink, startFaultySink } from '@holdfast/shared/testing'
import { onTestFinished } from 'vitest'

/** A faulty sink that goes with the test. */
export const startSink = async (): Promise<FaultySink> => {
  const sink = await startFaultySink()
  onTestFinished(() => sink.stop())
  return sink
}

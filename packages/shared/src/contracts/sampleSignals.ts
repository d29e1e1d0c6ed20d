export { createSampleSignal, createSampleSignals } from '../testing/sampleSignals.ts'

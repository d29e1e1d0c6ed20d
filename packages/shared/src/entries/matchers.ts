export { type CaptureMatchers, matchers } from '../sinks/memory/captureMatchers.ts'
export type { Asymmetric, SignalFacts, SignalMatcher } from '../sinks/memory/matchSignal.ts'

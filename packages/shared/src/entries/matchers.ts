export { type CaptureMatchers, matchers } from '../sinks/memory/captureMatchers.ts'
export type { SignalFacts, SignalMatcher } from '../sinks/memory/matchSignal.ts'

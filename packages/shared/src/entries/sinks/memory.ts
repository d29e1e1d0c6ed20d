export type { Asymmetric, SignalFacts, SignalMatcher } from '../../sinks/memory/matchSignal.ts'
export {
  type MemorySink,
  type MemorySinkOptions,
  memorySink,
} from '../../sinks/memory.ts'

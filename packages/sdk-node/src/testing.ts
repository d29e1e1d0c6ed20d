export {
  type CaptureMatchers,
  matchers,
  type SignalFacts,
  type SignalMatcher,
} from '@holdfast/shared/matchers'

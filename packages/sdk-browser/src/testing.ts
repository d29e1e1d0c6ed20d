export {
  type Asymmetric,
  type CaptureMatchers,
  matchers,
  type SignalFacts,
  type SignalMatcher,
} from '@holdfast/shared/matchers'

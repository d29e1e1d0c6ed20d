export {
  type CloudEventsOptions,
  cloudEvents,
  type SharedOptions,
  type StripeMetersOptions,
} from '@holdfast/shared/sinks/metering'
export { stripeMeters } from './sinks/stripeMeters.ts'

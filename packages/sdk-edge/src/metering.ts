export {
  type CloudEventsOptions,
  cloudEvents,
  type StripeMetersOptions,
  type UsageSinkOptions,
} from '@holdfast/shared/sinks/metering'
export { stripeMeters } from './sinks/stripeMeters.ts'

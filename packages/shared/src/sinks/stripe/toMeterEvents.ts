import type { UsageSignal } from '../../model/signal.ts'
import type { UsageDelta } from '../../model/usage.ts'
import { usageDeltaId } from '../../model/usageDeltaId.ts'
import { sha256 } from '../../primitives/sha256.ts'
import { toAscii, toPlainText } from '../usage/toPlainText.ts'
import type { StripeMetersOptions } from './stripeOptions.ts'
import { toDecimal } from './toDecimal.ts'

/** https://docs.stripe.com/api/billing/meter-event/create#create_billing_meter_event-identifier */
const longestIdentifier = 100

/** As https://docs.stripe.com/api/v2/billing/meter-event-stream/create has it. */
interface MeterEvent {
  readonly event_name: string
  readonly identifier: string
  readonly timestamp: string
  readonly payload: { readonly stripe_customer_id: string; readonly value: string }
}

type Mapping = Pick<StripeMetersOptions, 'eventNames' | 'customerOf'>

/** One event for each delta whose subject is a customer. */
export const toMeterEvents = (usage: UsageSignal, mapping: Mapping): readonly MeterEvent[] => {
  const { meter, minute, deltas } = usage
  const shared = {
    event_name: toPlainText(eventNameOf(meter, mapping)),
    timestamp: new Date(minute).toISOString(),
  }
  return deltas.flatMap((delta, index) => {
    const customer = customerOf(delta, meter, mapping)
    return customer === undefined
      ? []
      : {
          ...shared,
          identifier: toIdentifier(usageDeltaId(usage, index)),
          payload: { stripe_customer_id: customer, value: toDecimal(delta.quantity) },
        }
  })
}

/** Whether anything of it is for Stripe. Where that cannot be told it is, so that the failure is booked. */
export const hasCustomer = ({ meter, deltas }: UsageSignal, mapping: Mapping): boolean => {
  try {
    return deltas.some((delta) => customerOf(delta, meter, mapping) !== undefined)
  } catch {
    return true
  }
}

const eventNameOf = (meter: string, { eventNames = {} }: Mapping): string =>
  (Object.hasOwn(eventNames, meter) ? eventNames[meter] : undefined) ?? meter

const customerOf = (
  { subject }: UsageDelta,
  meter: string,
  mapping: Mapping,
): string | undefined => {
  const customer: unknown = mapping.customerOf ? mapping.customerOf(subject, meter) : subject
  if (customer === undefined) return undefined
  if (typeof customer !== 'string' || customer === '') throw new TypeError('no customer')
  return toPlainText(customer)
}

/** The same for the same delta, of whatever length its names are, and never that of another one. */
const toIdentifier = (id: string): string => {
  const identifier = toAscii(id)
  return identifier.length > longestIdentifier ? `sha256-${sha256(identifier)}` : identifier
}

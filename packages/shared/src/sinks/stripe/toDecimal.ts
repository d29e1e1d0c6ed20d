/** What Stripe takes of a number: https://docs.stripe.com/changelog/dahlia/2026-04-22/billing-meter-event-values-validation */
const mostDigits = 15

/**
 * A quantity as Stripe takes it, without an exponent: whole numbers to the unit, others rounded to
 * fifteen digits. It throws where units would be lost.
 */
export const toDecimal = (quantity: number): string => {
  const rounded = Number(quantity.toPrecision(mostDigits))
  // So many would be other units than were used; and what is no number is no quantity.
  if (!(Math.abs(rounded) < 10 ** mostDigits)) throw new RangeError('more digits than Stripe takes')
  const text = String(rounded)
  return text.includes('e') ? withoutZeros(rounded.toFixed(12)) : text
}

/** Of what is smaller than can be told, nothing is left. */
const withoutZeros = (text: string): string => text.replace(/\.?0+$/, '').replace(/^-0$/, '0')

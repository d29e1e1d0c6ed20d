/** How an app meters what is to be billed. */
export interface Usage {
  /**
   * Meters that a subject has used so much: 1, or the quantity that comes next, which takes back below
   * zero. In Node it is on disk when it returns, and survives the process; it is told as what came
   * together, under ids by which a receiver drops repeats.
   *
   * @param meter - what is used: `'api-requests'`.
   * @param subject - who uses it, as whoever bills knows them. Any number of them costs no memory.
   * @param used - how much, at most 2^53 - 1 either way (default: 1), and {@link UsageOptions}.
   * @returns whether it counts. Not so are: a meter, subject or id that is no text of 1 to 256
   *   characters, a quantity that is no number or too large to be exact, and whatever comes without
   *   consent, or after `close`.
   * @example
   * monitor.usage('api-requests', customer.id)
   * monitor.usage('tokens', customer.id, answer.tokens, { id: answer.id })
   */
  usage(
    meter: string,
    subject: string,
    ...used: [quantity?: number | undefined, options?: UsageOptions | undefined]
  ): boolean
}

/** What else is known of a use. */
export interface UsageOptions {
  /**
   * Names this one use of the meter by the subject: told again, by a retry for example, it does not count
   * again. It is delivered on its own, so name what may be repeated, and not each of millions.
   */
  readonly id?: string
  /** When it was used: what corrects another month's bill belongs there. Default: now. */
  readonly at?: Date | number
}

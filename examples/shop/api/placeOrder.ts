interface Order {
  readonly id: string
  readonly charged: number
}

const stock: ReadonlyMap<string, number> = new Map()

/** The shop has nothing to sell, so this always fails: with a cause, as real failures do. */
export const placeOrder = (article: string): Order => {
  try {
    return { id: `order-of-${article}`, charged: priceOf(article) }
  } catch (cause) {
    throw new Error(`Article ${article} cannot be ordered`, { cause })
  }
}

const priceOf = (article: string): number => {
  const price = stock.get(article)
  if (price === undefined) throw new RangeError(`no price for ${article}`)
  return price
}

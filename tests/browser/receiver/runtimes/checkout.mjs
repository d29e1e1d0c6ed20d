/** @param {{ readonly id: string }} order */
const chargeCard = (order) => {
  throw Object.assign(new TypeError(`no answer about ${order.id}`), { code: 'ERR_NO_ANSWER' })
}

/** @param {{ readonly id: string }} order */
const placeOrder = (order) => {
  try {
    chargeCard(order)
  } catch (cause) {
    throw new RangeError('the order failed', { cause })
  }
}

/** Through a call of the host's own, in the middle of the app's. */
const checkOut = () => [{ id: 'o-7' }].forEach(placeOrder)

/** @param {import('@holdfast/shared').Scope} scope */
const tellBefore = (scope) => {
  scope.setUser({ id: 'u-7', name: 'Ada', email: 'ada@example.com' })
  scope.setTags({ plan: 'pro', attempt: 3, paid: false })
  scope.setContext('order', { id: 'o-7', total: 12.5, items: [{ sku: 'tea', count: 2 }] })
  scope.setFlag('newCheckout', true)
  scope.setFlag('oldBasket', false)
  scope.setFingerprint(['checkout', 'no-answer'])
  scope.addBreadcrumb({ category: 'navigation', message: 'to the basket', data: { items: 2 } })
  scope.addBreadcrumb({ category: 'ui.click', message: 'button#buy' })
  scope.addBreadcrumb({ category: 'console', severity: 'debug', message: 'stock is low' })
  const data = { status: 504 }
  scope.addBreadcrumb({ category: 'http', severity: 'warn', message: 'POST /charges', data })
}

/**
 * The same failure in each runtime, with all that an app can tell beside it.
 *
 * @type {import('./checkout.d.mts')['failCheckout']}
 */
export const failCheckout = (monitor) => {
  try {
    checkOut()
  } catch (error) {
    return monitor.withScope((scope) => {
      tellBefore(scope)
      return monitor.captureError(error, { severity: 'fatal', tags: { region: 'sa-east-1' } })
    })
  }
}

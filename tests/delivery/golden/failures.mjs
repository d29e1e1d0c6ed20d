/**
 * What the SDK under comparison is asked to do, in words that both can follow.
 *
 * @typedef {object} Reporter
 * @property {(thrown: unknown) => unknown} capture
 * @property {(text: string) => unknown} tell
 * @property {(facts: Facts, work: () => unknown) => unknown} within captures in a scope that says all this
 *
 * @typedef {object} Facts
 * @property {{ id: string, name: string, email: string }} user
 * @property {Record<string, string | number>} tags
 * @property {Record<string, Record<string, unknown>>} contexts
 * @property {{ message: string, category: string, data?: Record<string, unknown> }[]} breadcrumbs
 * @property {Record<string, boolean>} flags
 * @property {string[]} fingerprint
 */

class OrderError extends Error {
  name = 'OrderError'
  code = 'E_ORDER'
  order = { id: 7, lines: 2 }
}

const placeOrder = () => {
  const root = new TypeError('the socket is closed')
  const middle = new Error('no answer of the bank', { cause: root })
  return new RangeError('the order failed', { cause: middle })
}

/** @type {Facts} */
const facts = {
  user: { id: 'u-1', name: 'Ada', email: 'ada@example.com' },
  tags: { plan: 'pro', attempt: 3 },
  contexts: { cart: { total: 12.5, lines: 2 } },
  breadcrumbs: [
    { message: 'cart opened', category: 'ui', data: { lines: 2 } },
    { message: 'no answer', category: 'bank' },
  ],
  flags: { newCheckout: true },
  fingerprint: ['orders', 'no-stock'],
}

/** Errors that the app hands over, the same in each runtime. */
export const captured = {
  /** @param {Reporter} reporter */
  plain: ({ capture }) => capture(new Error('plain')),
  /** @param {Reporter} reporter */
  subclass: ({ capture }) => capture(new OrderError('no stock')),
  /** @param {Reporter} reporter */
  chain: ({ capture }) => capture(placeOrder()),
  /** @param {Reporter} reporter */
  group: ({ capture }) =>
    capture(new AggregateError([new Error('one'), new TypeError('two')], 'several')),
  /** @param {Reporter} reporter */
  text: ({ capture }) => capture('a text, thrown'),
  /** @param {Reporter} reporter */
  record: ({ capture }) => capture({ code: 7, reason: 'none' }),
  /** @param {Reporter} reporter */
  dom: ({ capture }) => capture(new DOMException('the user left', 'AbortError')),
  /** @param {Reporter} reporter */
  message: ({ tell }) => tell('told, not thrown'),
  /** @param {Reporter} reporter */
  rich: ({ capture, within }) => within(facts, () => capture(new Error('rich'))),
}

/** Errors that nobody catches: each runtime finds its own way to raise them. */
export const uncaught = {
  thrown: () => {
    throw new Error('nobody caught it')
  },
  rejected: async () => {
    await null
    throw new RangeError('nobody awaited it')
  },
}

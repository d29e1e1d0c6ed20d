import { randomBytes } from 'node:crypto'

const frames = Array.from({ length: 20 }, (_, index) => ({
  function: `placeOrder${index}`,
  file: 'https://shop.example/assets/checkout-5f2c1a.js',
  line: 100 + index,
  column: 12,
  inApp: true,
}))

const crumb = (/** @type {number} */ time) => ({
  time,
  category: 'app',
  severity: 'info',
  message: 'the cart was opened',
})

/** @param {number} time */
const base = (time) => ({
  id: randomBytes(16).toString('hex'),
  time,
  tags: { plan: 'pro', region: 'eu-1' },
  contexts: { cart: { items: 2, total: 19.9, list: ['tea', 'milk'] } },
  user: { id: 'u-7' },
})

/** @param {number} time */
const error = (time) => ({
  ...base(time),
  kind: 'error',
  severity: 'error',
  message: 'no stock',
  exceptions: [
    {
      type: 'TypeError',
      message: 'no stock',
      stack: { frames },
      mechanism: { type: 'captured', handled: true },
      properties: { code: 'ERR_NO_STOCK' },
    },
  ],
  breadcrumbs: Array.from({ length: 10 }, () => crumb(time)),
})

/** A batch as a busy page sends it: some ten kilobytes. */
export const createBatch = () => {
  const now = Date.now()
  const metric = { kind: 'metric', type: 'counter', name: 'clicks', value: 3, attributes: {} }
  return JSON.stringify({
    schema: 'holdfast/1',
    sentAt: now,
    resource: {
      service: 'shop',
      release: '1.4.2',
      sdk: { name: 'holdfast.browser', version: '0.1.0' },
      runtime: { name: 'browser' },
    },
    signals: [error(now), error(now), error(now), { ...base(now), ...metric }],
  })
}

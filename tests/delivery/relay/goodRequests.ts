import { randomBytes } from 'node:crypto'

/** A batch of one error, and its id. */
export const createBatch = (): { readonly id: string; readonly body: string } => {
  const id = randomBytes(16).toString('hex')
  const now = Date.now()
  const signal = {
    kind: 'error',
    id,
    time: now,
    severity: 'error',
    message: 'no stock',
    exceptions: [
      {
        type: 'TypeError',
        message: 'no stock',
        stack: { frames: [{ function: 'placeOrder', file: 'app.js', line: 1, inApp: true }] },
        mechanism: { type: 'captured', handled: true },
      },
    ],
    tags: { plan: 'pro' },
    contexts: { cart: { items: [1, 2] } },
    breadcrumbs: [{ time: now, category: 'app', severity: 'info', message: 'opened' }],
  }
  const resource = { service: 'shop', sdk: { name: 'page' }, runtime: { name: 'browser' } }
  const body = JSON.stringify({ schema: 'holdfast/1', sentAt: now, resource, signals: [signal] })
  return { id, body }
}

/** An envelope of one event, and its id. */
export const createEnvelope = (dsn: unknown): { readonly id: string; readonly body: string } => {
  const id = randomBytes(16).toString('hex')
  const header = { event_id: id, sent_at: new Date().toISOString(), dsn }
  const event = { event_id: id, message: 'no stock', user: { ip_address: '{{auto}}' } }
  const lines = [header, { type: 'event' }, event].map((line) => JSON.stringify(line))
  return { id, body: `${lines.join('\n')}\n` }
}

import { listedDsn } from './setUpRelay.ts'

/** What a batch is sent as. */
export const json = { 'content-type': 'application/json' }
export const idOf = (number: number): string => number.toString(16).padStart(32, '0')

export const signal = (number: number, more: object = {}): object => ({
  kind: 'error',
  id: idOf(number),
  time: 1_000,
  severity: 'error',
  message: `error ${number}`,
  exceptions: [],
  tags: { plan: 'pro' },
  contexts: {},
  ...more,
})

/** Of a sender whose clock says 1970. */
export const batch = (signals: readonly object[], more: object = {}): string =>
  JSON.stringify({
    schema: 'holdfast/1',
    sentAt: 0,
    resource: { service: 'shop', sdk: { name: 'sdk' }, runtime: { name: 'browser' } },
    signals,
    ...more,
  })

export const envelope = (
  payload = '{"message":"no stock"}',
  header: object = { dsn: listedDsn },
): string => `${JSON.stringify(header)}\n{"type":"event"}\n${payload}\n`

import type { PageConfig } from '../model/pageConfig.ts'
import { find } from './find.ts'

/** What the page does wrong by itself, what it calls, and how it commands the collector. */
export const startButtons = ({ apiUrl, workerUrl }: PageConfig): void => {
  const actions: Readonly<Record<string, () => unknown>> = {
    throw: () => {
      throw new Error('The basket is empty')
    },
    reject: () => Promise.reject(new TypeError('The voucher is not valid')),
    'api-fails': () => fetch(`${apiUrl}/orders/fail`),
    burst: () => fetch(`${apiUrl}/burst`, { method: 'POST' }),
    // The host answers for a worker that threw, and says nothing of other origins.
    'worker-fails': () => fetch(`${workerUrl}/fail`, { mode: 'no-cors' }),
    'take-down': () => fetch('/collector/down', { method: 'POST' }),
    'bring-back': () => fetch('/collector/up', { method: 'POST' }),
  }
  for (const [id, act] of Object.entries(actions)) {
    find(`#${id}`).addEventListener('click', () => void act())
  }
}

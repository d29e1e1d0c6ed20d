import { property } from '@holdfast/shared'
import type { Exchange } from './exchange.ts'
import type { Exposition, Trunk } from './trunk.ts'
import { parent } from './wire.ts'

/** Less than a monitor waits for a sink. */
const longestDelivery = 5_000
/** On top of what the parent waits for the others: twice, where it is just being asked. */
const longestTrip = 1_000

/** Of a worker or a thread: it hands all on to its parent. */
export const createBranch = (exchange: Exchange, patience: number): Trunk => ({
  deliver: async (share) => {
    await exchange.ask(parent, { kind: 'deltas', ...share }, longestDelivery)
  },
  forget: (source) => exchange.tell(parent, { kind: 'gone', source }),
  scrape: async (format) => {
    const longest = 2 * patience + longestTrip
    const answer = await exchange.ask(parent, { kind: 'scrape', format }, longest)
    const [contentType, text] = ['contentType', 'text'].map((name) => property(answer, name))
    if (typeof contentType !== 'string') throw new Error('The primary has no such answer.')
    return typeof text === 'string'
      ? { contentType, text }
      : ({ contentType, base64: String(property(answer, 'base64')) } satisfies Exposition)
  },
})

import type { Loss } from '../../model/lossReason.ts'
import type { Resource } from '../../model/resource.ts'
import type { Signal } from '../../model/signal.ts'
import type { WallTime } from '../../model/units.ts'
import type { WireRequest } from '../../ports/wire.ts'
import { crc32 } from '../../primitives/crc32.ts'
import { getOrMake } from '../../primitives/getOrMake.ts'
import type { WireBatch, WireSignal } from './wireBatch.ts'

interface Sending {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly sentAt: WallTime
  readonly losses: readonly Loss[]
  readonly format: 'json' | 'ndjson'
}

/** One request for each resource: signals of an earlier release may be among those of this one. */
export const encodeBatches = (
  signals: readonly Signal[],
  { url, headers, sentAt, losses, format }: Sending,
): readonly WireRequest[] =>
  groupByResource(signals).map(({ resource, group }, index) => {
    const head: Omit<WireBatch, 'signals'> = {
      schema: 'holdfast/1',
      sentAt,
      resource,
      ...(index === 0 && losses.length > 0 && { losses }),
    }
    const wired = group.map(toWireSignal)
    const isJson = format === 'json'
    const ids = group.map((signal) => signal.id)
    return {
      url,
      headers: {
        'content-type': isJson ? 'application/json' : 'application/x-ndjson',
        'idempotency-key': toIdempotencyKey(ids),
        ...headers,
      },
      body: isJson
        ? JSON.stringify({ ...head, signals: wired } satisfies WireBatch)
        : [head, ...wired].map((line) => `${JSON.stringify(line)}\n`).join(''),
      ids,
    }
  })

interface Group {
  readonly resource: Resource
  readonly group: Signal[]
}

/** By what it says: signals that come back from a store have each a resource of their own. */
const groupByResource = (signals: readonly Signal[]): readonly Group[] => {
  const groups = new Map<string, Group>()
  for (const signal of signals) {
    const { resource } = signal
    getOrMake(groups, JSON.stringify(resource), () => ({ resource, group: [] })).group.push(signal)
  }
  return [...groups.values()]
}

const toWireSignal = ({ resource: _, scope, ...facts }: Signal): WireSignal => ({
  ...facts,
  ...scope,
})

/** The same for the same signals, whenever and by whomever they are sent. */
const toIdempotencyKey = (ids: readonly string[]): string =>
  `${ids[0]}-${ids.length}-${crc32(ids.join()).toString(16)}`

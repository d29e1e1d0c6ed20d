import type { Resource } from '../../model/resource.ts'
import type { Signal } from '../../model/signal.ts'
import type { WallTime } from '../../model/units.ts'
import type { WireRequest } from '../../ports/wire.ts'
import { crc32 } from '../../primitives/crc32.ts'
import type { WireBatch, WireSignal } from './wireBatch.ts'

interface Destination {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** One request for each resource: signals of an earlier release may be among those of this one. */
export const encodeBatches = (
  signals: readonly Signal[],
  sentAt: WallTime,
  destination: Destination,
): readonly WireRequest[] =>
  [...groupByResource(signals)].map(([resource, group]) => {
    const batch: WireBatch = {
      schema: 'holdfast/1',
      sentAt,
      resource,
      signals: group.map(toWireSignal),
    }
    const ids = group.map((signal) => signal.id)
    return {
      url: destination.url,
      headers: {
        ...destination.headers,
        'content-type': 'application/json',
        'idempotency-key': toIdempotencyKey(ids),
      },
      body: JSON.stringify(batch),
      ids,
    }
  })

const groupByResource = (signals: readonly Signal[]): Map<Resource, readonly Signal[]> => {
  const groups = new Map<Resource, Signal[]>()
  for (const signal of signals) {
    const group = groups.get(signal.resource)
    if (group) group.push(signal)
    else groups.set(signal.resource, [signal])
  }
  return groups
}

const toWireSignal = ({ resource: _, scope, ...facts }: Signal): WireSignal => ({
  ...facts,
  ...scope,
})

/** The same for the same signals, whenever and by whomever they are sent. */
const toIdempotencyKey = (ids: readonly string[]): string =>
  `${ids[0]}-${ids.length}-${crc32(ids.join()).toString(16)}`

import type { MonotonicTime } from '../model/units.ts'
import type { Clock } from '../ports/clock.ts'

/** Lets so many through at once, and then as many a minute, evenly; of all, and of each client. */
export interface RateLimit {
  /** Nothing where it may pass; else in how many seconds the next one may. */
  take(client: string | undefined): number | undefined
}

export interface RateSettings {
  readonly perMinute: number
  readonly perClient: number
}

/** Who came longest ago is forgotten, and may begin anew: the limit of all holds for them, too. */
const mostClients = 10_000

interface Bucket {
  left: number
  filledAt: MonotonicTime
}

export const createRateLimit = (settings: RateSettings, clock: Clock): RateLimit => {
  const { perMinute, perClient } = settings
  const all: Bucket = { left: perMinute, filledAt: clock.now() }
  const clients = new Map<string, Bucket>()

  const fill = (bucket: Bucket, most: number): void => {
    const now = clock.now()
    const more = ((now - bucket.filledAt) / 60_000) * most
    bucket.left = Math.min(most, bucket.left + more)
    bucket.filledAt = now
  }
  const wait = ({ left }: Bucket, most: number): number | undefined =>
    left >= 1 ? undefined : Math.max(1, Math.ceil(((1 - left) / most) * 60))

  const bucketOf = (client: string): Bucket => {
    const bucket = clients.get(client) ?? { left: perClient, filledAt: clock.now() }
    clients.delete(client)
    clients.set(client, bucket)
    if (clients.size > mostClients) {
      const [oldest = client] = clients.keys()
      clients.delete(oldest)
    }
    return bucket
  }

  return {
    take: (client) => {
      fill(all, perMinute)
      const own = client === undefined ? undefined : bucketOf(client)
      if (own) fill(own, perClient)
      // Of its own first: one client alone must not use up what is left to the others.
      const seconds = (own && wait(own, perClient)) ?? wait(all, perMinute)
      if (seconds !== undefined) return seconds
      all.left--
      if (own) own.left--
      return undefined
    },
  }
}

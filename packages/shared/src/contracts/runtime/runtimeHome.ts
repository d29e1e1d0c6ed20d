import { milliseconds } from '../../model/units.ts'
import type { Ending } from '../../ports/lifecycle.ts'
import type { Runtime } from '../../ports/runtime.ts'
import type { StoreHome } from '../store/storeHome.ts'

/** Servers that fail in one way each, as `startFaultyUrls` of the testing door starts them. */
export interface FaultyServers {
  /** Answers 200 with a body. */
  readonly answering?: string
  /** Answers 429 with `Retry-After: 7`. */
  readonly limiting?: string
  /** Answers 500. */
  readonly failing?: string
  /** Answers 302 to a place that answers 200. */
  readonly redirecting?: string
  /** Refuses connections. */
  readonly refusing?: string
  /** Takes the request, and never answers. */
  readonly hanging?: string
  /** Takes the request, and resets the connection. */
  readonly resetting?: string
  /** Breaks the connection in the middle of the answer. */
  readonly halfAnswering?: string
  /** Answers byte by byte, over many seconds. */
  readonly trickling?: string
}

/** What the home of a runtime offers for its contract. What is missing skips cases. */
export interface RuntimeContractOptions<Host extends Runtime = Runtime> {
  readonly urls?: FaultyServers
  /** Lets time pass. Default: waits for the runtime's own `hold`. */
  readonly elapse?: (runtime: Host, delay: number) => Promise<void>
  /** The calendar time as somebody else tells it: `Date.now`. */
  readonly wallNow?: () => number
  /** Makes the host tell that it may end. */
  readonly end?: (runtime: Host, ending: Ending) => void
  /** Where the store keeps signals over restarts. Leave it out where it keeps none. */
  readonly storeHome?: () => StoreHome
}

/** What the cases of a runtime are made from. */
export interface RuntimeHome {
  readonly create: () => Runtime
  /** A new runtime, with the way in which time passes for it. */
  readonly enter: () => Stay
}

export interface Stay {
  readonly runtime: Runtime
  readonly elapse: (delay: number) => Promise<void>
  /** What the promise gives; throws where it takes longer than that. */
  readonly within: <Result>(limit: number, promise: Promise<Result>) => Promise<Result>
}

export const createRuntimeHome = <Host extends Runtime>(
  create: () => Host,
  { elapse = holdOn }: RuntimeContractOptions<Host>,
): RuntimeHome => ({
  create,
  enter: () => {
    const runtime = create()
    const letPass = (delay: number): Promise<void> => elapse(runtime, delay)
    const timeOut = async (limit: number): Promise<never> => {
      await letPass(limit)
      throw new Error(`nothing came within ${limit} ms`)
    }
    return {
      runtime,
      elapse: letPass,
      within: (limit, promise) => Promise.race([promise, timeOut(limit)]),
    }
  },
})

const holdOn = ({ scheduler }: Runtime, delay: number): Promise<void> =>
  new Promise((resolve) => void scheduler.hold(milliseconds(delay), resolve))

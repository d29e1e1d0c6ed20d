import { BulkheadFullError } from './bulkheadFullError.ts'
import { createEmit, type Emit } from './emit.ts'
import type { ResilienceHost } from './host.ts'
import { createRun, type Layer, type Runner } from './layer.ts'
import type { Lifeline } from './lifeline.ts'
import type { PolicyListener } from './policyEvent.ts'
import { checkOptions, readOptions, whole } from './readOptions.ts'

/** How many calls may be under way, and how many may wait. */
export interface BulkheadOptions {
  /** Calls under way at once. There is no default. */
  readonly concurrency: number
  /** Calls that wait for a place; more are rejected. Default: 0. */
  readonly queue?: number
  readonly on?: PolicyListener
}

/** How full a bulkhead is. */
export interface BulkheadState {
  readonly active: number
  readonly queued: number
}

/** Keeps one slow service from taking all of an app's resources. */
export interface Bulkhead extends Runner {
  state(): BulkheadState
}

export interface BulkheadSettings {
  readonly concurrency: number
  readonly queue: number
}

export const readBulkhead = (options: unknown, problems: string[]): BulkheadSettings =>
  readOptions<BulkheadSettings>(['bulkhead', options, problems], {
    concurrency: [whole(1)],
    queue: [whole(0), 0],
  })

/** The places of a bulkhead, and those who wait for one. */
export interface Places {
  readonly state: () => BulkheadState
  readonly layer: Layer
}

export const createPlaces = ({ concurrency, queue }: BulkheadSettings, emit: Emit): Places => {
  const waiting = new Set<() => void>()
  let active = 0

  const waitForPlace = (line: Lifeline): Promise<void> =>
    new Promise((resolve, reject) => {
      const take = (): void => {
        unhear()
        resolve()
      }
      waiting.add(take)
      const unhear = line.onCut((reason) => {
        // Who has been given a place already must not leave with it.
        if (waiting.delete(take)) reject(reason)
      })
    })

  /** A place goes straight to who has waited longest: nobody can slip in between. */
  const leave = (): void => {
    const [next] = waiting
    if (next) {
      waiting.delete(next)
      next()
    } else active--
  }

  const enter = (line: Lifeline): Promise<void> | undefined => {
    if (active < concurrency) {
      active++
      return undefined
    }
    if (waiting.size < queue) return waitForPlace(line)
    emit?.({ type: 'rejected', by: 'bulkhead' })
    throw new BulkheadFullError()
  }

  return {
    state: () => ({ active, queued: waiting.size }),
    layer: async (work, line, facts) => {
      const place = enter(line)
      if (place) await place
      try {
        // Given up between being given the place and taking it.
        if (place && line.isCut()) throw line.reason()
        return await work(line, facts)
      } finally {
        leave()
      }
    },
  }
}

/**
 * Bounds how many calls are under way at once, and how many wait for that; the rest is rejected with
 * a `BulkheadFullError`. A waiting call whose signal aborts leaves the queue at once.
 *
 * @example
 * const narrow = createBulkhead({ concurrency: 10, queue: 100 }, host)
 * const report = await narrow.run(() => renderReport())
 */
export const createBulkhead = (options: BulkheadOptions, host: ResilienceHost): Bulkhead => {
  const settings = checkOptions(readBulkhead, options)
  const { state, layer } = createPlaces(settings, createEmit(options.on))
  return { run: createRun(layer, host), state }
}

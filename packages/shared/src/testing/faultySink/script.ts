import { type Behaviour, type Choice, healthy } from './behaviour.ts'
import type { ReadRequest } from './receivedRequest.ts'

/** Which behaviour each request meets. */
export interface Script {
  /** For the next requests, one each, after those that are queued already. */
  behave(...behaviours: readonly (Behaviour | Choice)[]): void
  /** For all requests that the script leaves over; `undefined` is health again. */
  behaveAlways(behaviour: Behaviour | Choice | undefined): void
  next(request: ReadRequest): Behaviour
}

export const createScript = (): Script => {
  const queue: (Behaviour | Choice)[] = []
  let otherwise: Behaviour | Choice = healthy
  return {
    behave: (...behaviours) => {
      queue.push(...behaviours)
    },
    behaveAlways: (behaviour = healthy) => {
      otherwise = behaviour
    },
    next: (request) => {
      const behaviour = queue.shift() ?? otherwise
      return typeof behaviour === 'function' ? behaviour(request) : behaviour
    },
  }
}

import { type Behaviour, healthy } from './behaviour.ts'

/** Which behaviour each request meets. */
export interface Script {
  /** For the next requests, one each, after those that are queued already. */
  behave(...behaviours: readonly Behaviour[]): void
  /** For all requests that the script leaves over; `undefined` is health again. */
  behaveAlways(behaviour: Behaviour | undefined): void
  next(): Behaviour
}

export const createScript = (): Script => {
  const queue: Behaviour[] = []
  let otherwise = healthy
  return {
    behave: (...behaviours) => {
      queue.push(...behaviours)
    },
    behaveAlways: (behaviour = healthy) => {
      otherwise = behaviour
    },
    next: () => queue.shift() ?? otherwise,
  }
}

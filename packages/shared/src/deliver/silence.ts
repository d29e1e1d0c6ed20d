import { after, milliseconds } from '../model/units.ts'
import type { Runtime } from '../ports/runtime.ts'
import { type BackoffOptions, fullJitter } from '../resilience/backoff.ts'
import type { Pause } from './courier.ts'

/** When a lane sends nothing, because its sink failed or asked for it. */
export interface Silence {
  isOn(): boolean
  /** Whether the last that was sent failed, so that the sink has to prove that it works again. */
  hasFailed(): boolean
  begin(pause: Pause): void
  /** Ends it, unless a server has asked for it. */
  endOwn(): void
  /** As `endOwn`, but not within the shortest wait: who asks often must not undo all waiting. */
  breakOff(): void
  /** Ends it, whoever has asked for it. */
  end(): void
  /** The sink works: the next failure is a first one again. */
  forgive(): void
}

/** No server can silence a lane for longer than this by one answer. */
const longestSilence = 3_600_000

export const createSilence = (
  runtime: Pick<Runtime, 'clock' | 'scheduler' | 'random'>,
  backoff: BackoffOptions,
  onEnd: () => void,
): Silence => {
  let current: { readonly byServer: boolean; readonly stop: () => void } | undefined
  let failures = 0
  let begunAt = runtime.clock.now()

  const endOwn = (): void => {
    if (current?.byServer === false) end()
  }

  const end = (): void => {
    current?.stop()
    current = undefined
  }

  return {
    isOn: () => current !== undefined,
    hasFailed: () => failures > 0,
    begin: ({ after: asked }) => {
      if (current) return
      failures++
      begunAt = runtime.clock.now()
      const jitter = fullJitter(failures, backoff, runtime.random)
      // A server tells the same delay to everybody: our jitter on top spreads the return.
      const delay = asked === undefined ? jitter : Math.min(asked, longestSilence) + jitter
      const stop = runtime.scheduler.after(milliseconds(delay), () => {
        current = undefined
        onEnd()
      })
      current = { byServer: asked !== undefined, stop }
    },
    endOwn,
    breakOff: () => {
      if (runtime.clock.now() >= after(begunAt, backoff.baseDelay)) endOwn()
    },
    end,
    forgive: () => {
      failures = 0
    },
  }
}

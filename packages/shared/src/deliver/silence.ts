import { milliseconds } from '../model/units.ts'
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
  breakOff(): void
  /** Ends it, whoever has asked for it. */
  end(): void
  /** The sink works: the next failure is a first one again. */
  forgive(): void
}

/** No server can silence a lane for longer than this by one answer. */
const longestSilence = 3_600_000

export const createSilence = (
  runtime: Pick<Runtime, 'scheduler' | 'random'>,
  backoff: BackoffOptions,
  onEnd: () => void,
): Silence => {
  let current: { readonly byServer: boolean; readonly stop: () => void } | undefined
  let failures = 0

  const end = (): void => {
    current?.stop()
    current = undefined
  }

  return {
    isOn: () => current !== undefined,
    hasFailed: () => failures > 0,
    begin: ({ after }) => {
      if (current) return
      failures++
      const jitter = fullJitter(failures, backoff, runtime.random)
      // A server tells the same delay to everybody: our jitter on top spreads the return.
      const delay = after === undefined ? jitter : Math.min(after, longestSilence) + jitter
      const stop = runtime.scheduler.after(milliseconds(delay), () => {
        current = undefined
        onEnd()
      })
      current = { byServer: after !== undefined, stop }
    },
    breakOff: () => {
      if (current?.byServer === false) end()
    },
    end,
    forgive: () => {
      failures = 0
    },
  }
}

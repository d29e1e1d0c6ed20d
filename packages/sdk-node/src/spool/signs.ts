import { utimes } from 'node:fs'
import type { Scheduler, Stop } from '@holdfast/shared'
import { signPause } from './watch.ts'

/** Signs of life, for owners elsewhere, which cannot ask whether this process runs. */
export interface Signs {
  /** Gives one soon, and again for as long as something is owned. */
  give(): void
  stop(): void
}

export const createSigns = (scheduler: Scheduler, pathsOf: () => readonly string[]): Signs => {
  let stopTimer: Stop | undefined
  let stopped = false
  const give = (): void => {
    stopTimer ??= scheduler.after(signPause, () => {
      stopTimer = undefined
      const paths = pathsOf()
      const now = new Date()
      for (const path of paths) utimes(path, now, now, () => undefined)
      if (paths.length > 0) give()
    })
  }
  return {
    give: () => {
      if (!stopped) give()
    },
    stop: () => {
      stopped = true
      stopTimer?.()
    },
  }
}

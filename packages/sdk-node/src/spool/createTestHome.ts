import type { OutboxStore, Scheduler } from '@holdfast/shared'
import { createSystemClock, createTimerScheduler } from '@holdfast/shared/web-runtime'
import { createSpool } from './createSpool.ts'
import type { StoreSettings } from './storeOptions.ts'

/** A folder whose owners live and die by our word, within one process. */
export const createTestHome = (
  directory: string,
  options: Partial<StoreSettings> = {},
): { open(): OutboxStore; crash(store: OutboxStore): void } => {
  const alive = new Set<string>()
  const ends = new Map<OutboxStore, () => void>()
  let lives = 0
  return {
    open: () => {
      const self = `test_${++lives}`
      const timers = createStoppableScheduler()
      alive.add(self)
      const store = createSpool({
        service: 'test',
        settings: { ...defaults, directory, ...options },
        clock: createSystemClock(globalThis),
        scheduler: timers.scheduler,
        pause: undefined,
        owners: {
          self,
          end: () => void alive.delete(self),
          stateOf: (owner) => (owner === 'free' ? 'free' : alive.has(owner) ? 'alive' : 'dead'),
        },
      })
      ends.set(store, () => {
        alive.delete(self)
        timers.stop()
      })
      return store
    },
    crash: (store) => ends.get(store)?.(),
  }
}

const defaults: StoreSettings = {
  named: true,
  directory: '',
  maxBytes: 64 * 1_024 * 1_024,
  maxAge: Number.MAX_SAFE_INTEGER,
  fsync: 'never',
}

const createStoppableScheduler = (): { readonly scheduler: Scheduler; stop(): void } => {
  const { setTimeout, clearTimeout } = globalThis
  let stopped = false
  const inner = createTimerScheduler<NodeJS.Timeout>({ setTimeout, clearTimeout }, (timer) =>
    timer.unref(),
  )
  const after: Scheduler['after'] = (delay, task) =>
    inner.after(delay, () => {
      if (!stopped) task()
    })
  return {
    scheduler: { after, hold: after },
    stop: () => {
      stopped = true
    },
  }
}

import { createJournal } from 'subject:journal'
import type { UsageJournal } from '@holdfast/shared'
import { createSystemClock, createTimerScheduler } from '@holdfast/shared/web-runtime'

const { HOLDFAST_STORE_DIR = '', FSYNC } = process.env

/** As a process has it that was told of nothing but the folder. */
export const openJournal = (): UsageJournal => {
  const { setTimeout, clearTimeout } = globalThis
  return createJournal({
    service: 'crash',
    settings: {
      named: true,
      directory: HOLDFAST_STORE_DIR,
      maxBytes: 67_108_864,
      maxAge: 604_800_000,
      fsync: FSYNC === 'always' ? FSYNC : 'never',
    },
    clock: createSystemClock(globalThis),
    scheduler: createTimerScheduler<NodeJS.Timeout>({ setTimeout, clearTimeout }),
    pause: undefined,
  })
}

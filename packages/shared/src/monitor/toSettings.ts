import type { OutboxSettings } from '../deliver/outbox.ts'
import { bytes, type Milliseconds, milliseconds } from '../model/units.ts'
import { type Duration, parseDuration } from '../primitives/duration.ts'
import type { MonitorOptions } from './monitorOptions.ts'

export interface Settings extends OutboxSettings {
  readonly shutdownTimeout: Milliseconds
}

/** The options that were given, and the defaults for the others. */
export const toSettings = ({ batch, outbox, retry, shutdownTimeout }: MonitorOptions): Settings => ({
  outbox: {
    maxCount: outbox?.maxCount ?? 10_000,
    maxBytes: bytes(outbox?.maxBytes ?? 8 * 1_024 * 1_024),
  },
  batch: {
    maxCount: batch?.maxCount ?? 30,
    maxBytes: bytes(512 * 1_024),
    maxAge: toDelay(batch?.maxAge, 1_000),
  },
  backoff: {
    baseDelay: toDelay(retry?.baseDelay, 500),
    maxDelay: toDelay(retry?.maxDelay, 30_000),
  },
  requestTimeout: milliseconds(10_000),
  shutdownTimeout: toDelay(shutdownTimeout, 2_000),
})

/** The delay that was given, or the default where none was, or it is no delay. */
export const toDelay = (duration: Duration | undefined, byDefault: number): Milliseconds =>
  parseDuration(duration) ?? milliseconds(byDefault)

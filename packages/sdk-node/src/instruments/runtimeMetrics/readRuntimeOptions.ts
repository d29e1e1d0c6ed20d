import { type Duration, HoldfastConfigError, object, type Rules, readRules } from '@holdfast/shared'
import { durationWithin } from '../../optionKinds.ts'
import type { RuntimeSettings } from './source.ts'

/** What `runtimeMetrics` may be told. */
export interface RuntimeMetricsOptions {
  /** How often the runtime is read, besides at each flush; a second or longer. Default: `'10s'`. */
  readonly every?: Duration
  /**
   * How often Node looks whether the event loop is late, from a millisecond on. A shorter delay may go
   * unseen, and of a longer one as much may be missing. Looking costs an idle process most of what all
   * costs: 0.07 % of a core, and 0.25 % at `'20ms'`. Default: `'100ms'`.
   */
  readonly resolution?: Duration
}

const every = durationWithin([1_000], "a duration such as '10s', a second or longer")
const resolution = durationWithin([0.5], "a duration such as '100ms', 1ms or longer")

const rules: Rules<{ readonly runtimeMetrics: RuntimeSettings }> = {
  runtimeMetrics: [object, {}, { every: [every, 10_000], resolution: [resolution, 100] }],
}

/** @throws {HoldfastConfigError} naming every option that is wrong. */
export const readRuntimeOptions = (runtimeMetrics: unknown): RuntimeSettings => {
  const { values, problems } = readRules({ runtimeMetrics }, rules)
  if (problems.length > 0) throw new HoldfastConfigError(problems)
  const { every, resolution } = values.runtimeMetrics
  // Node takes whole milliseconds only.
  return { every, resolution: Math.round(resolution) }
}

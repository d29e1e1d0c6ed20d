import {
  count,
  type Duration,
  HoldfastConfigError,
  object,
  type Rules,
  readRules,
} from '@holdfast/shared'
import { durationWithin } from '../../optionKinds.ts'

/** What `eventLoopBlocks` may be told. */
export interface EventLoopBlocksOptions {
  /** How long the event loop must be blocked to be told of; 100 milliseconds or longer. Default: `'1s'`. */
  readonly threshold?: Duration
  /** How many blocks are told of in an hour; further ones are not. Default: `10`. */
  readonly perHour?: number
}

export interface BlockSettings {
  /** In milliseconds. */
  readonly threshold: number
  readonly perHour: number
}

const threshold = durationWithin([100, 3_600_000], "a duration such as '1s', 100ms to 1h")

const rules: Rules<{ readonly eventLoopBlocks: BlockSettings }> = {
  eventLoopBlocks: [object, {}, { threshold: [threshold, 1_000], perHour: [count, 10] }],
}

/** @throws {HoldfastConfigError} naming every option that is wrong. */
export const readBlockOptions = (eventLoopBlocks: unknown): BlockSettings => {
  const { values, problems } = readRules({ eventLoopBlocks }, rules)
  if (problems.length > 0) throw new HoldfastConfigError(problems)
  return values.eventLoopBlocks
}

import type { Instrument } from '@holdfast/shared'
import { createEventLoopBlocks } from './createEventLoopBlocks.ts'
import { type EventLoopBlocksOptions, readBlockOptions } from './readBlockOptions.ts'

/**
 * Tells when the event loop was blocked, for how long and by which calls, as an error `EventLoopBlocked` of
 * severity `warn`. A thread of its own watches, and asks Node's debugger for the calls while it lasts. It
 * watches the main thread only, from the first turn of its event loop on.
 *
 * @throws {HoldfastConfigError} naming every option that is wrong.
 * @example
 * const monitor = init({ service: 'checkout', sinks, instruments: [eventLoopBlocks({ threshold: '2s' })] })
 */
export const eventLoopBlocks = (options?: EventLoopBlocksOptions): Instrument =>
  createEventLoopBlocks(globalThis.process, readBlockOptions(options))

import { createImagesOf } from '../capture/debugImages.ts'
import { withParsedStacks } from '../capture/parseStack.ts'
import type { Prepare } from '../deliver/entry.ts'
import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Guard } from '../diagnostics/guard.ts'
import type { Runtime } from '../ports/runtime.ts'
import { type BeforeDelivery, callBeforeDelivery } from './beforeDelivery.ts'

interface PrepareParts {
  readonly runtime: Pick<Runtime, 'debugIds' | 'scheduler'>
  readonly beforeDelivery: BeforeDelivery | undefined
  readonly debug: DebugChannel
  readonly guard: Guard
}

/** What is done to a signal off its caller's path: its stacks are read, then the hook sees it. */
export const createPrepare = ({ runtime, beforeDelivery, debug, guard }: PrepareParts): Prepare => {
  const imagesOf = runtime.debugIds && createImagesOf(runtime.debugIds)
  const hook = beforeDelivery && callBeforeDelivery(beforeDelivery, runtime.scheduler, debug)
  return (signal) => {
    const parsed = guard('parseStack', () => withParsedStacks(signal, imagesOf)) ?? signal
    return hook && signal.kind !== 'usage' ? hook(parsed) : parsed
  }
}

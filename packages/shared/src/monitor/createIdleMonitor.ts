import { createDebugChannel } from '../diagnostics/debugChannel.ts'
import { createGuard } from '../diagnostics/guard.ts'
import { createScope } from '../enrich/createScope.ts'
import { emptyScope } from '../enrich/scopeData.ts'
import type { Monitor } from './monitor.ts'

/** A monitor that can be used as any other, and does nothing. It asks nothing of a host. */
export const createIdleMonitor = (): Monitor => {
  const guard = createGuard(createDebugChannel(false))
  const flush: Monitor['flush'] = () => Promise.resolve({ delivered: 0, lost: 0, pending: 0 })
  return {
    captureError: () => undefined,
    captureMessage: () => undefined,
    withScope: (fn) => fn(createScope(emptyScope, guard)),
    stats: () => ({ sinks: {} }),
    flush,
    close: flush,
  }
}

import type { Outbox } from '../deliver/outbox.ts'
import type { Guard } from '../diagnostics/guard.ts'
import type { Ledger } from '../diagnostics/ledger.ts'
import type { Stop } from '../model/stop.ts'
import { after, type Milliseconds, milliseconds } from '../model/units.ts'
import type { Ending } from '../ports/lifecycle.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { Scheduler } from '../ports/scheduler.ts'

export interface EndingParts {
  readonly runtime: Runtime
  readonly outbox: Outbox
  readonly ledger: Ledger
  readonly guard: Guard
  /** Has captured what instruments still gather. */
  readonly report: () => void
  readonly timeout: Milliseconds
}

/** A hidden page mostly comes back: what does not fit in these waits for that. */
const batchesOfPage = 3
/** An app may have more to tell once it hears that it is idle; one that always has would never end. */
const mostIdles = 3

/** Sends what is held, as far as it still can be, whenever the host may be about to end. */
export const startEndings = (parts: EndingParts): Stop => {
  const { runtime, outbox, ledger, guard, report, timeout } = parts
  const { scheduler } = runtime
  /** How many had come when an ending was last used to deliver them. */
  let tried = 0
  let idles = 0

  /** What an earlier life left is safe where it lies: an end that has only that to tell waits less. */
  const patience = (): Milliseconds =>
    ledger.totals().accepted > 0 ? timeout : milliseconds(timeout / 4)
  const countAll = (): number => {
    const { accepted, recovered } = ledger.totals()
    return accepted + recovered
  }
  /** An ending that comes again with nothing new to deliver must not hold up the host again. */
  const isNew = (): boolean => countAll() !== tried

  const deliver = async (wait: Scheduler['hold']): Promise<void> => {
    if (!isNew()) return
    const counted = countAll()
    await outbox.flush(patience(), wait)
    // Not before: an app may end the process meanwhile.
    tried = counted
  }

  const react: Readonly<Partial<Record<Ending, () => unknown>>> = {
    hidden: () => outbox.urge(batchesOfPage),
    idle: () => isNew() && idles++ < mostIdles && deliver(scheduler.hold),
    term: () => deliver(scheduler.after),
    exit: () => {
      if (!isNew()) return
      tried = countAll()
      const deadline = after(runtime.clock.now(), patience())
      outbox.urge(Infinity)
      const answers = runtime.transport.finish?.(deadline)
      if (answers) outbox.conclude(answers)
    },
  }
  return runtime.lifecycle.onEnding((ending) => {
    report()
    return guard(ending, () => react[ending]?.())
  })
}

import type { Resource } from '../model/resource.ts'
import type { ScopeData } from '../model/scope.ts'
import type { ErrorSignal, Fact, Signal, SignalId } from '../model/signal.ts'
import type { Runtime } from '../ports/runtime.ts'
import { createId } from '../primitives/createId.ts'

/** What was captured, with what its scope says. */
export type Captured = (
  | Pick<ErrorSignal, 'kind' | 'severity' | 'message' | 'exceptions'>
  | Fact
) & { readonly scope: ScopeData }

/** Makes signals: each with its id, its time, and where it comes from. */
export const createSignals =
  ({ clock, random }: Pick<Runtime, 'clock' | 'random'>, resource: Resource) =>
  (captured: Captured): Signal => ({
    id: createId(random) as SignalId,
    time: clock.wall(),
    resource,
    ...captured,
  })

import type { Resource } from '../model/resource.ts'
import type { ScopeData } from '../model/scope.ts'
import type { ErrorSignal, Fact, Signal, SignalId } from '../model/signal.ts'
import type { Runtime } from '../ports/runtime.ts'
import { createIds } from '../primitives/createIds.ts'

/** A signal as it was captured: without its id, its time, its scope, and where it comes from. */
export type Captured = Pick<ErrorSignal, 'kind' | 'severity' | 'message' | 'exceptions'> | Fact

/** Makes signals. */
export const createSignals = (
  { clock, random }: Pick<Runtime, 'clock' | 'random'>,
  resource: Resource,
): ((captured: Captured, scope: ScopeData) => Signal) => {
  const createId = createIds(random)
  return (captured, scope) => {
    const id = createId() as SignalId
    const time = clock.wall()
    if (captured.kind !== 'error') return { id, time, resource, scope, ...captured }
    // Spelled out: an error is to cost its caller little, and to spread one takes a good part of that.
    const { kind, severity, message, exceptions } = captured
    return { id, time, resource, scope, kind, severity, message, exceptions }
  }
}

import type { Exception } from '../model/exception.ts'
import type { Resource } from '../model/resource.ts'
import type { ScopeData } from '../model/scope.ts'
import type { Severity } from '../model/severity.ts'
import type { ErrorSignal, SignalId } from '../model/signal.ts'
import type { Runtime } from '../ports/runtime.ts'
import { createId } from '../primitives/createId.ts'

interface ErrorFacts {
  readonly severity: Severity
  readonly message: string
  readonly exceptions: readonly Exception[]
  readonly scope: ScopeData
}

/** Makes error signals: each with its id, its time, and where it comes from. */
export const createErrorSignals =
  ({ clock, random }: Pick<Runtime, 'clock' | 'random'>, resource: Resource) =>
  (facts: ErrorFacts): ErrorSignal => ({
    kind: 'error',
    id: createId(random) as SignalId,
    time: clock.wall(),
    resource,
    ...facts,
  })

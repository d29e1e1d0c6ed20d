import type { ScopeData } from '../model/scope.ts'
import { overlay } from './scopeData.ts'
import type { Stage } from './stage.ts'

/** Puts the current scope under what the capture itself said. */
export const addScope =
  (current: () => ScopeData): Stage =>
  (signal) => ({ ...signal, scope: overlay(current(), signal.scope) })

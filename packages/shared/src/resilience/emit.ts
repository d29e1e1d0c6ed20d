import { attempt } from '../primitives/attempt.ts'
import type { PolicyEvent, PolicyListener } from './policyEvent.ts'

/** Absent where nobody listens, so that no event is made either. */
export type Emit = ((event: PolicyEvent) => void) | undefined

/** A listener that cannot harm the call it hears of, be it by what it throws or rejects with. */
export const createEmit = (on: PolicyListener | undefined): Emit =>
  on && ((event) => attempt(() => heedless(on(event)), undefined))

/** An async listener passes for a `void` one; its rejection would end a Node process. */
const heedless = (returned: unknown): unknown =>
  returned && Promise.resolve(returned).catch(() => undefined)

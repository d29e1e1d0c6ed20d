import type { Signal } from '../model/signal.ts'
import { property } from '../primitives/attempt.ts'

/** Whom it is about; a signal that a hook or a disk gave may have any shape. */
export const userIdOf = ({ scope }: Signal): unknown => property(property(scope, 'user'), 'id')

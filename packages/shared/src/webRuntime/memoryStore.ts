import type { OutboxStore } from '../ports/outboxStore.ts'

/** For hosts that keep nothing: what is in the outbox's memory is all there is. */
/** An empty stream. */
async function* none(): AsyncGenerator<never> {
  yield* []
}

export const createMemoryStore = (): OutboxStore => ({
  append: () => undefined,
  settle: () => undefined,
  recover: () => none(),
})

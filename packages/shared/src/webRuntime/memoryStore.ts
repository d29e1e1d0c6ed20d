import type { OutboxStore } from '../ports/outboxStore.ts'

/** For hosts that keep nothing: what is in the outbox's memory is all there is. */
export const createMemoryStore = (): OutboxStore => ({
  append: () => undefined,
  settle: () => undefined,
  recover: nothing,
  close: () => undefined,
})

async function* nothing(): AsyncGenerator<never> {
  yield* []
}

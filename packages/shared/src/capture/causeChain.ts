import { property } from '../primitives/attempt.ts'

const longestChain = 5

/** A thrown value, its cause, and so on: as far as a chain is told, and each value once. */
export const causeChain = (thrown: unknown): readonly unknown[] => {
  const chain = [thrown]
  for (let value = property(thrown, 'cause'); chain.length < longestChain; ) {
    if (value === undefined || value === null || chain.includes(value)) break
    chain.push(value)
    value = property(value, 'cause')
  }
  return chain
}

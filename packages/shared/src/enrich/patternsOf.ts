/** A text that must be contained, or an expression that must match. */
export type Pattern = string | RegExp

/**
 * An empty text is in every other: it comes from a setting that is not there. And an expression is
 * ours: the app's own may be frozen, which one with a memory cannot be while it is searched for.
 */
export const patternsOf = (patterns: readonly Pattern[] = []): readonly Pattern[] =>
  patterns.flatMap((pattern) => (typeof pattern === 'object' ? new RegExp(pattern) : pattern || []))

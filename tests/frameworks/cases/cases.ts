import type { Framework } from '../framework.ts'

/** What holds of every framework, by name. */
export type Cases = Readonly<Record<string, (framework: Framework) => Promise<void>>>

import { type SignalKind, signalKinds } from '../model/signal.ts'

/** Kinds that there are: one that is misspelt would never come. */
export const areKinds = (value: unknown): value is readonly SignalKind[] =>
  Array.isArray(value) && value.every((kind) => signalKinds.includes(kind))

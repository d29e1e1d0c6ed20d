import type { SignalId } from '../model/signal.ts'

const hex = (random: () => number): string =>
  Math.floor(random() * 0x1_0000_0000)
    .toString(16)
    .padStart(8, '0')

/** A new id of 128 random bits. */
export const createId = (random: () => number): SignalId =>
  (hex(random) + hex(random) + hex(random) + hex(random)) as SignalId

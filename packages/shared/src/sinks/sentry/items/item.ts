import type { Signal, SignalKind } from '../../../model/signal.ts'

/** A part of an envelope. */
export type Item = readonly [header: object, payload: object | string | Uint8Array]

/** Makes items of signals: of one, or of all that share an envelope. */
export type Encode<Kind extends SignalKind> = (
  signals: readonly Extract<Signal, { kind: Kind }>[],
) => readonly Item[]

/** How each kind is told; what is not named is not sent. */
export type Encoders = { readonly [Kind in SignalKind]?: Encode<Kind> }

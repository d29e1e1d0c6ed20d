/** What a variable of the environment has to be. {@link env} makes them. */
export interface EnvVariable<Value> {
  /** In words, for whoever has to set it: `'a whole number from 1 to 65535'`. */
  readonly expected: string
  /** What a text is worth; `undefined`, or an error, where it is not what was expected. */
  readonly parse: (text: string) => Value | undefined
  /** Whether it may be missing. */
  readonly optional: boolean
  /** What it is then. */
  readonly default: Value | undefined
}

/** What is to happen where a variable is missing. Without either, that is a problem. */
export interface EnvOptions<Value> {
  /** Stands in for a variable that is missing. */
  readonly default?: Value
  /** It may be missing, and is `undefined` then. */
  readonly optional?: true
}

/** What a variable is, as its options have it. */
export type EnvValue<Value, Options> = 'default' extends keyof Options
  ? Value
  : 'optional' extends keyof Options
    ? Value | undefined
    : Value

/** Neither a default nor optional. */
export type Needed = Readonly<Record<never, never>>

/** How long a text may be. */
export interface EnvTextOptions extends EnvOptions<string> {
  /** In UTF-16 units, as `length` has it. Default: 1. */
  readonly minLength?: number
}

/** Which numbers are right. */
export interface EnvNumberOptions extends EnvOptions<number> {
  /** Default: none. */
  readonly min?: number
  /** Default: none. */
  readonly max?: number
  /** Whether it has to be a whole number. Default: `false`. */
  readonly whole?: boolean
}

/** Which URLs are right. */
export interface EnvUrlOptions extends EnvOptions<string> {
  /** What it may begin with, without the colon: `['postgres', 'postgresql']`. Default: anything. */
  readonly schemes?: readonly string[]
}

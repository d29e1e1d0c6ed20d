import { type ConfigProblem, property } from '@holdfast/shared'
import { type TerminationSignal, terminationSignals } from './runtime/terminationSignals.ts'

/** What a monitor does about its process, besides what all runtimes do. */
export interface ProcessOptions {
  /**
   * On these signals what is held is sent, for `shutdownTimeout` at most. Where your app listens to one,
   * it decides how the process ends, and is not waited for; where it does not, the process then dies of
   * the same signal. `false`: none. In the main thread only. Default: `['SIGTERM', 'SIGINT']`.
   */
  readonly terminationSignals?: readonly TerminationSignal[] | false
  /** Capture warnings of Node and of its packages, each once, as lines of the log. Default: `true`. */
  readonly warnings?: boolean
  /**
   * Capture, as lines of the log, that a child process or a worker thread ended badly: by the base name
   * of its program, its code and its signal. Default: `true`.
   */
  readonly childEnds?: boolean
}

export interface ProcessSettings {
  readonly signals: readonly TerminationSignal[]
  readonly warnings: boolean
  readonly childEnds: boolean
}

export interface ReadProcessOptions {
  readonly settings: ProcessSettings
  readonly problems: readonly ConfigProblem[]
}

export const processOptionNames: readonly (keyof ProcessOptions)[] = [
  'terminationSignals',
  'warnings',
  'childEnds',
]

const byDefault: readonly TerminationSignal[] = ['SIGTERM', 'SIGINT']

/** Reads them from options of any shape. It never throws, and repeats no value. */
export const readProcessOptions = (options: unknown): ReadProcessOptions => {
  const problems: ConfigProblem[] = []
  const flag = (option: keyof ProcessOptions): boolean => {
    const value = property(options, option) ?? true
    if (typeof value !== 'boolean') problems.push({ option, expected: 'a boolean' })
    return value === true
  }
  const told = property(options, 'terminationSignals')
  const signals = told === undefined ? byDefault : toSignals(told)
  if (!signals) {
    const expected = `a list of ${terminationSignals.join(', ')}, or false`
    problems.push({ option: 'terminationSignals', expected })
  }
  const settings = {
    signals: signals ?? byDefault,
    warnings: flag('warnings'),
    childEnds: flag('childEnds'),
  }
  return { settings, problems }
}

const toSignals = (value: unknown): readonly TerminationSignal[] | undefined => {
  if (value === false) return []
  if (!Array.isArray(value)) return undefined
  const known = terminationSignals.filter((signal) => value.includes(signal))
  return value.every((one) => terminationSignals.includes(one)) ? known : undefined
}

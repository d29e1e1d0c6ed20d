import type { Kind, Rules } from '@holdfast/shared'

/** Signals that end a process, unless somebody listens to them. */
export type TerminationSignal = 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'SIGQUIT' | 'SIGBREAK' | 'SIGUSR2'

const known: readonly TerminationSignal[] = [
  'SIGTERM',
  'SIGINT',
  'SIGHUP',
  'SIGQUIT',
  'SIGBREAK',
  'SIGUSR2',
]

const signals: Kind<readonly TerminationSignal[]> = {
  expected: `a list of ${known.join(', ')}, or false`,
  is: (value) =>
    value === false || (Array.isArray(value) && value.every((one) => known.includes(one))),
  to: (value: readonly TerminationSignal[] | false) =>
    value === false ? [] : known.filter((signal) => value.includes(signal)),
}

export const signalRules: Rules<{ readonly terminationSignals: readonly TerminationSignal[] }> = {
  terminationSignals: [signals, ['SIGTERM', 'SIGINT']],
}

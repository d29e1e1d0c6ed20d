/** How bad a signal is, from the least to the worst. */
export type Severity = 'debug' | 'info' | 'warn' | 'error' | 'fatal'

/** All of them, from the least to the worst. */
export const severities: readonly Severity[] = ['debug', 'info', 'warn', 'error', 'fatal']

/** How bad a signal is, from the least to the worst. */
export type Severity = 'debug' | 'info' | 'warn' | 'error' | 'fatal'

export const severities: readonly Severity[] = ['debug', 'info', 'warn', 'error', 'fatal']

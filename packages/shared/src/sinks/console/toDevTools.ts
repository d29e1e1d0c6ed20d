import type { Severity } from '../../model/severity.ts'
import type { Signal } from '../../model/signal.ts'
import { escapeControls } from './escapeControls.ts'
import { severityOf } from './outlineOf.ts'
import { toShortText } from './toText.ts'

/** The levels of a console. */
export type ConsoleLevel = 'debug' | 'info' | 'warn' | 'error'

/** One call of a console. */
export interface ConsoleCall {
  readonly level: ConsoleLevel
  readonly parts: readonly unknown[]
}

const badge = 'border-radius:3px;padding:0 4px;color:#fff;background:'

const colours: Readonly<Record<Severity, string>> = {
  debug: '#6b7280',
  info: '#0e7490',
  warn: '#b45309',
  error: '#b91c1c',
  fatal: '#7f1d1d',
}

/** The level of a console that a signal is shown at. */
export const levelOf = (signal: Signal): ConsoleLevel => {
  const severity = severityOf(signal)
  return severity === 'fatal' ? 'error' : severity
}

/**
 * A signal as developer tools show it: coloured, at its level, with stacks to click and the whole
 * of it to unfold. What comes from the signal is no part of the format, so that it formats nothing.
 */
export const toDevTools = (signal: Signal): ConsoleCall => {
  const service = escapeControls(signal.resource.service)
  const style = badge + colours[severityOf(signal)]
  return {
    level: levelOf(signal),
    parts: ['%c%s%c %s', style, service, '', toShortText(signal), signal],
  }
}

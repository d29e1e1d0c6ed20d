import type { Exception } from '../../model/exception.ts'
import type { Signal } from '../../model/signal.ts'
import { escapeControls } from './escapeControls.ts'
import { callOf, outlineOf } from './outlineOf.ts'

/** A signal as one line of JSON, for whatever gathers logs. It has no line end. */
export const toJsonLine = (signal: Signal): string => {
  const { kind, id, time, resource } = signal
  const { service, release, environment } = resource
  const { severity, title, exceptions, notes } = outlineOf(signal)
  const head = {
    time: new Date(time).toISOString(),
    severity,
    kind,
    service,
    message: title,
    id,
    release,
    environment,
    exceptions: exceptions.length > 0 ? exceptions.map(toPlain) : undefined,
  }
  const told = Object.fromEntries(notes)
  // The order is the head's, and so are the names that both have.
  const line = { ...head, ...told, ...head }
  // JSON leaves some in place that a terminal obeys; within a text, which is where they are, they may
  // as well be spelled out.
  return escapeControls(JSON.stringify(line))
}

/** With its stack as one text, which is what those who read logs know. */
const toPlain = ({ type, message, stack, properties, mechanism }: Exception) => ({
  type,
  message,
  source: mechanism.source,
  properties,
  stack: stack && ('frames' in stack ? stack.frames.map(callOf).join('\n') : stack.text),
})

import type { Exception, Frame } from '../../model/exception.ts'
import type { ErrorSignal } from '../../model/signal.ts'
import type { SentryEvent, SentryException, SentryFrame } from './sentryEvent.ts'

export const toSentryEvent = ({
  id,
  time,
  severity,
  message,
  exceptions,
  resource: { service, release, environment, runtime, sdk },
  scope: { user, tags, contexts },
}: ErrorSignal): SentryEvent => ({
  event_id: id,
  timestamp: time / 1_000,
  platform: runtime.name === 'node' ? 'node' : 'javascript',
  level: severity === 'warn' ? 'warning' : severity,
  release,
  environment,
  ...(exceptions.length > 0
    ? { exception: { values: exceptions.map(toSentryException).reverse() } }
    : { message }),
  tags: Object.fromEntries(
    Object.entries({ service, ...tags }).map(([name, value]) => [name, String(value)]),
  ),
  contexts: { runtime: { ...runtime }, ...contexts },
  user: user && { id: user.id, username: user.name, email: user.email },
  sdk,
})

/** Sentry links a chain by numbers: the thrown value is 0, and each cause names its parent. */
const toSentryException = (
  { type, message, mechanism, stack }: Exception,
  index: number,
): SentryException => ({
  type,
  value: message,
  mechanism: {
    ...mechanism,
    exception_id: index,
    ...(index > 0 && { type: 'chained', parent_id: index - 1, source: 'cause' }),
  },
  stacktrace:
    stack && 'frames' in stack ? { frames: stack.frames.map(toSentryFrame).reverse() } : undefined,
})

const toSentryFrame = ({ function: name, file, line, column, inApp }: Frame): SentryFrame => ({
  function: name ?? '?',
  filename: file,
  abs_path: file,
  lineno: line,
  colno: column,
  in_app: inApp,
})

import type { Captured } from '../capture/createSignals.ts'
import type { Guard } from '../diagnostics/guard.ts'
import { overlay, toTags } from '../enrich/scopeData.ts'
import type { Scope, ScopeData } from '../model/scope.ts'
import { type Severity, severities } from '../model/severity.ts'
import type { SignalId } from '../model/signal.ts'
import { property, textOf } from '../primitives/attempt.ts'
import { clip, clipAny } from '../primitives/toJson.ts'
import type { TellSlow } from './createTimings.ts'
import type { Log, Monitor } from './monitor.ts'
import { toAttachments } from './toAttachments.ts'
import { toCaptureFacts } from './toCaptureFacts.ts'

type Submit = (captured: Captured, scope: ScopeData) => SignalId | undefined

interface Line {
  readonly severity: Severity
  readonly message: unknown
  readonly attributes: unknown
}

interface TellersParts {
  readonly guard: Guard
  readonly submit: Submit
  readonly currentScope: () => Scope
}

interface Tellers extends Pick<Monitor, 'captureMessage' | 'captureFeedback' | 'log'> {
  /** Captures the files that the options of a capture name. */
  attach(of: SignalId | undefined, options: unknown, scope: ScopeData): SignalId | undefined
  readonly tellSlow: TellSlow
}

/** The functions by which an app tells what it does not throw. */
export const createTellers = ({ guard, submit, currentScope }: TellersParts): Tellers => {
  const attach: Tellers['attach'] = (of, options, scope) => {
    const files = of && property(options, 'attachments')
    // What it belongs to has been captured, whatever becomes of them.
    if (files) {
      guard('attachments', () => {
        for (const file of toAttachments(files)) submit({ ...file, of }, onlyWhose(scope))
      })
    }
    return of
  }

  const tellLine = (line: Line, scope: ScopeData = currentScope().data): void =>
    void guard('log', () => {
      const { severity, message, attributes } = line
      const told = { kind: 'log', severity, message: clipAny(message) } as const
      submit({ ...told, attributes: toTags(attributes) }, onlyWhose(scope))
    })

  return {
    attach,
    tellSlow: () => {
      const scope = currentScope().data
      return (name, attributes) => {
        tellLine({ severity: 'warn', message: `slow: ${clipAny(name)}`, attributes }, scope)
      }
    },
    captureMessage: (told, hints) =>
      guard('captureMessage', () => {
        const { severity, scope } = toCaptureFacts(hints, 'info')
        const message = { kind: 'error', severity, message: clipAny(told), exceptions: [] } as const
        const all = overlay(currentScope().data, scope)
        return attach(submit(message, all), hints, all)
      }),
    captureFeedback: (feedback, hints) =>
      guard('captureFeedback', () => {
        const told = (name: string): string | undefined =>
          clip(textOf(property(feedback, name))) || undefined
        const scope = overlay(currentScope().data, toCaptureFacts(hints, 'info').scope)
        const id = submit(
          {
            kind: 'feedback',
            message: clipAny(property(feedback, 'message')),
            contact: { name: told('name'), email: told('email') },
            about: toId(told('about')),
            url: told('url'),
          },
          scope,
        )
        return attach(id, feedback, scope)
      }),
    log: Object.fromEntries(
      severities.map((severity) => [
        severity,
        (message: unknown, attributes: unknown) => tellLine({ severity, message, attributes }),
      ]),
    ) as Log,
  }
}

/** What is no id of ours would have the whole batch refused where it is checked. */
const toId = (told = ''): SignalId | undefined =>
  /^[\da-f]{32}$/.test(told) ? (told as SignalId) : undefined

/** There are many of these, and what explains a failure explains nothing of them. */
const onlyWhose = ({ user, tags, trace }: ScopeData): ScopeData => ({
  tags,
  contexts: {},
  ...(user && { user }),
  ...(trace && { trace }),
})

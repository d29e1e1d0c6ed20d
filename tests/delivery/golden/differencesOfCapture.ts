import type { Difference, GoldenRuntime } from './difference.ts'
import type { Case } from './goldenCases.ts'

const all: readonly GoldenRuntime[] = ['browser', 'edge', 'node']
const exception = 'exception.values[*]'
const innermost = `${exception}.stacktrace.frames[innermost]`
const outer = `${exception}.stacktrace.frames[outer]`

const alone: readonly Case[] = [
  'plain',
  'subclass',
  'text',
  'record',
  'dom',
  'rich',
  'thrown',
  'rejected',
]
const withStack: readonly Case[] = [...alone, 'chain', 'group']
const withCalls: readonly Case[] = withStack.filter((name) => name !== 'rejected')

/** As they follow the innermost call of a case, with an address that is in them. */
const linesWith = (email: string): string =>
  JSON.stringify([
    '}',
    '',
    '/** @type {Facts} */',
    'const facts = {',
    `  user: { id: 'u-1', name: 'Ada', email: '${email}' },`,
  ])

/** What comes of the error itself, and of the scope that it is captured in. */
export const ofCapture: readonly Difference[] = [
  {
    subject: 'what was thrown and is no error',
    why: '`NonError` says that there is no stack but that of the capture. Its members are told by their names only in the message, for a message is not scrubbed by name.',
    rows: [
      {
        path: `${exception}.type`,
        what: 'different',
        sentry: '"Error"',
        ours: '"NonError"',
        where: all,
        cases: ['text', 'record'],
      },
      {
        path: `${exception}.value`,
        what: 'different',
        sentry: '"Object captured as exception with keys: code, reason"',
        ours: '"Object {code, reason}"',
        where: all,
        cases: ['record'],
      },
    ],
  },
  {
    subject: 'what an error carries',
    why: 'Each error of a chain has a context of its own, named by its type: `code`, `status` and the like. Sentry tells it of plain objects only, as `extra`, which it advises against.',
    rows: [
      { path: 'extra', what: 'missing', where: all, cases: ['record'] },
      { path: 'contexts.NonError.code', what: 'extra', ours: '7', where: all, cases: ['record'] },
      {
        path: 'contexts.NonError.reason',
        what: 'extra',
        ours: '"none"',
        where: all,
        cases: ['record'],
      },
      {
        path: 'contexts.OrderError.code',
        what: 'extra',
        ours: '"E_ORDER"',
        where: all,
        cases: ['subclass'],
      },
      {
        path: 'contexts.OrderError.order.id',
        what: 'extra',
        ours: '7',
        where: all,
        cases: ['subclass'],
      },
      {
        path: 'contexts.OrderError.order.lines',
        what: 'extra',
        ours: '2',
        where: all,
        cases: ['subclass'],
      },
      { path: 'contexts.AbortError.code', what: 'extra', ours: '20', where: all, cases: ['dom'] },
    ],
  },
  {
    subject: 'a DOMException in a page',
    why: 'It has a name and a message, and is told by them as in every other runtime. Sentry makes one text of both, and calls it an `Error`.',
    rows: [
      {
        path: `${exception}.type`,
        what: 'different',
        sentry: '"Error"',
        ours: '"AbortError"',
        where: ['browser'],
        cases: ['dom'],
      },
      {
        path: `${exception}.value`,
        what: 'different',
        sentry: '"AbortError: the user left"',
        ours: '"the user left"',
        where: ['browser'],
        cases: ['dom'],
      },
      { path: 'message', what: 'missing', where: ['browser'], cases: ['dom', 'text'] },
    ],
  },
  {
    subject: 'the stack of a message',
    why: 'A message is told, and not thrown: no stack is taken for it, which would cost its caller.',
    rows: [{ path: 'exception', what: 'missing', where: all, cases: ['message'] }],
  },
  {
    subject: 'the number of an exception that stands alone',
    why: 'Exceptions are numbered always; one that nothing refers to is 0.',
    rows: [
      {
        path: `${exception}.mechanism.exception_id`,
        what: 'extra',
        ours: '0',
        where: all,
        cases: alone,
      },
    ],
  },
  {
    subject: 'who caught it on the edge',
    why: 'A handler of any kind and of any host, and not only of HTTP on Cloudflare.',
    rows: [
      {
        path: `${exception}.mechanism.type`,
        what: 'different',
        sentry: '"auto.http.cloudflare"',
        ours: '"auto.edge.onhandler"',
        where: ['edge'],
        cases: ['thrown', 'rejected'],
      },
    ],
  },
  {
    subject: 'the severity of an uncaught exception in Node',
    why: 'Whether the process ends of it is not known when it is told: an app that listens for it may go on. That nobody caught it, `handled` says.',
    rows: [
      {
        path: 'level',
        what: 'different',
        sentry: '"fatal"',
        ours: '"error"',
        where: ['node'],
        cases: ['thrown'],
      },
    ],
  },
  {
    subject: 'that a promise was rejected',
    why: 'The mechanism says so.',
    rows: [{ path: 'extra', what: 'missing', where: ['node'], cases: ['rejected'] }],
  },
  {
    subject: 'what is private in source code',
    why: 'Lines around a call are scrubbed as all texts are.',
    rows: [
      {
        path: `${innermost}.post_context`,
        what: 'different',
        sentry: linesWith('ada@example.com'),
        ours: linesWith('[email]'),
        where: ['node'],
        cases: ['chain'],
      },
    ],
  },
  {
    subject: 'the module of a call',
    why: 'Sentry makes it of the name of the file, which is told. Issues are grouped by the one or the other: with a change of the SDK, some begin anew.',
    rows: [
      { path: `${innermost}.module`, what: 'missing', where: ['edge', 'node'], cases: withStack },
      { path: `${outer}.module`, what: 'missing', where: ['edge', 'node'], cases: withCalls },
      { path: `${outer}.module`, what: 'missing', where: ['edge'], cases: ['rejected'] },
    ],
  },
  {
    subject: 'tags',
    why: 'The option `service` is a tag. Sentry keeps each tag as a text; we send it as one.',
    rows: [
      { path: 'tags.service', what: 'extra', ours: '"golden"', where: all },
      {
        path: 'tags.attempt',
        what: 'different',
        sentry: '3',
        ours: '"3"',
        where: all,
        cases: ['rich'],
      },
    ],
  },
  {
    subject: 'the severity of a breadcrumb',
    why: 'It is told always; `info` is what Sentry would take it for.',
    rows: [
      {
        path: 'breadcrumbs[*].level',
        what: 'extra',
        ours: '"info"',
        where: all,
        cases: ['rich'],
      },
    ],
  },
]

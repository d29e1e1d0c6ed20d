import type { Difference, GoldenRuntime } from './difference.ts'

const all: readonly GoldenRuntime[] = ['browser', 'edge', 'node']

/** What comes of the SDK, and of the host that it runs in. */
export const ofHost: readonly Difference[] = [
  {
    subject: 'the name of the SDK',
    why: 'Names that begin with `sentry.` are for packages of Sentry.',
    rows: [
      {
        path: 'sdk.name',
        what: 'different',
        sentry: '"sentry.javascript.browser"',
        ours: '"holdfast.browser"',
        where: ['browser'],
      },
      {
        path: 'sdk.name',
        what: 'different',
        sentry: '"sentry.javascript.cloudflare"',
        ours: '"holdfast.edge"',
        where: ['edge'],
      },
      {
        path: 'sdk.name',
        what: 'different',
        sentry: '"sentry.javascript.node"',
        ours: '"holdfast.node"',
        where: ['node'],
      },
      {
        path: 'envelope.sdk.name',
        what: 'different',
        sentry: '"sentry.javascript.browser"',
        ours: '"holdfast.browser"',
        where: ['browser'],
      },
      {
        path: 'envelope.sdk.name',
        what: 'different',
        sentry: '"sentry.javascript.cloudflare"',
        ours: '"holdfast.edge"',
        where: ['edge'],
      },
      {
        path: 'envelope.sdk.name',
        what: 'different',
        sentry: '"sentry.javascript.node"',
        ours: '"holdfast.node"',
        where: ['node'],
      },
    ],
  },
  {
    subject: "the user's address",
    why: 'Private by default: Sentry is told to infer none. Its package for pages tells it to, by default; where nothing is said, it does so for pages and workers.',
    rows: [
      {
        path: 'sdk.settings.infer_ip',
        what: 'different',
        sentry: '"auto"',
        ours: '"never"',
        where: ['browser'],
      },
      {
        path: 'sdk.settings.infer_ip',
        what: 'extra',
        ours: '"never"',
        where: ['edge', 'node'],
      },
    ],
  },
  {
    subject: 'packages and integrations of the SDK',
    why: 'They say which parts of the packages of Sentry an app uses. We have none of them.',
    rows: [
      { path: 'sdk.packages', what: 'missing', where: all },
      { path: 'sdk.integrations', what: 'missing', where: all },
    ],
  },
  {
    subject: 'the request, or the page',
    why: 'Private by default: addresses, cookies and headers, the user agent among them, are not taken. So Sentry names no browser, and no URL; put into a tag or context what may be known.',
    rows: [{ path: 'request', what: 'missing', where: ['browser', 'edge'] }],
  },
  {
    subject: 'the trace',
    why: 'Told where the app has one in its scope. Sentry makes one up for each page, process or request.',
    rows: [
      { path: 'contexts.trace', what: 'missing', where: all },
      { path: 'envelope.trace', what: 'missing', where: all },
    ],
  },
  {
    subject: 'the runtime',
    why: 'Told of pages, too, to tell them from workers, which are of the same platform to Sentry; and on the edge whichever host it is.',
    rows: [
      { path: 'contexts.runtime.name', what: 'extra', ours: '"browser"', where: ['browser'] },
      {
        path: 'contexts.runtime.name',
        what: 'different',
        sentry: '"cloudflare"',
        ours: '"edge"',
        where: ['edge'],
      },
    ],
  },
  {
    subject: 'the machine, its system and place',
    why: 'Not gathered: to ask for them costs time on each start or error, and what a machine is called or how it is set up may tell whose it is. A tag names what is needed.',
    rows: [
      { path: 'contexts.app', what: 'missing', where: ['node'] },
      { path: 'contexts.os', what: 'missing', where: ['node'] },
      { path: 'contexts.device', what: 'missing', where: ['node'] },
      { path: 'contexts.culture', what: 'missing', where: all },
      { path: 'contexts.cloud_resource', what: 'missing', where: ['edge', 'node'] },
      { path: 'server_name', what: 'missing', where: ['node'] },
    ],
  },
  {
    subject: 'the modules of the app',
    why: 'Up to 8 kB with each event, the same each time: the release says which they are.',
    rows: [{ path: 'modules', what: 'missing', where: ['node'] }],
  },
]

import { fileURLToPath } from 'node:url'
import type { Envelope } from '@sentry/core'

/** What an envelope says, by path: what differs from run to run stands there as a word in brackets. */
export type Flat = ReadonlyMap<string, string>

/** Of these, the machine says what is in them, or the request. */
const whole =
  /^(?:contexts\.(?:app|os|device|culture|cloud_resource)|modules|sdk\.(?:integrations|packages)|request\.headers)$/

const byRun: Readonly<Record<string, string>> = {
  event_id: '<id>',
  trace_id: '<id>',
  span_id: '<id>',
  timestamp: '<time>',
  sent_at: '<time>',
  lineno: '<number>',
  colno: '<number>',
}

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The envelope's header, the header of its only item, and the event: under `envelope`, `item`, and bare. */
export const flatten = ([header, items]: Envelope): Flat => {
  const [item, ...others] = items
  if (!item || others.length > 0) throw new Error(`The envelope has ${items.length} items.`)
  return new Map([
    ...entriesOf('envelope', header),
    ...entriesOf('item', item[0]),
    ...entriesOf('', item[1]),
  ])
}

type Entries = readonly (readonly [path: string, value: string])[]

const entriesOf = (path: string, value: unknown): Entries => {
  const name = path.slice(path.lastIndexOf('.') + 1)
  if (whole.test(path)) return [[path, '<present>']]
  if (path.endsWith('.frames') && Array.isArray(value)) return framesOf(path, value)
  if (Array.isArray(value) && value.some(isObject)) {
    return value.flatMap((item, index) => entriesOf(`${path}[${index}]`, item))
  }
  if (isObject(value) && !Array.isArray(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, member]) =>
      entriesOf(path === '' ? key : `${path}.${key}`, member),
    )
  }
  if (/\bsdk\.version$/.test(path)) return [[path, '<version>']]
  return [[path, byRun[name] ?? normal(value)]]
}

/**
 * Which calls there are is the SDK's own doing too, and the host's: of the innermost one of the app the
 * facts are told, and of those around it whether any has such a fact.
 */
const framesOf = (path: string, frames: readonly Frame[]): Entries => {
  const ofApp = frames.filter(({ filename }) => !filename?.startsWith('node:'))
  const known = ofApp.slice(0, -1).flatMap((frame) => Object.keys(frame))
  return [
    ...[...new Set(known)].map((name) => [`${path}[outer].${name}`, '<present>'] as const),
    ...entriesOf(`${path}[innermost]`, withoutOwnCode(ofApp.at(-1))),
  ]
}

/** Each SDK is called by a few lines of its own, which differ as the SDKs do. */
const withoutOwnCode = (frame: Frame | undefined): Frame | undefined =>
  frame?.filename?.endsWith('/reporters.mjs') && frame.context_line
    ? { ...frame, pre_context: '<own>', context_line: '<own>', post_context: '<own>' }
    : frame

interface Frame {
  readonly pre_context?: unknown
  readonly context_line?: unknown
  readonly post_context?: unknown
  readonly filename?: string
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const normal = (value: unknown): string =>
  (JSON.stringify(value) ?? 'undefined')
    .replaceAll(/127\.0\.0\.1:\d+/g, '<host>')
    .replaceAll(root, '<root>/')

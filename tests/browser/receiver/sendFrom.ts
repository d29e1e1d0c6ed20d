import type { Browser } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { runNode } from '../../harness/runNode.ts'
import { servePage } from '../../harness/servePage.ts'
import { startWorkerd } from '../../harness/startWorkerd.ts'

/** A runtime that fails, and what it is known by at a receiver. */
export interface Sender {
  readonly name: 'page' | 'node' | 'workerd'
  readonly sdk: string
  /** Of its envelopes: a page sends what a browser lets pass to another origin without asking. */
  readonly contentType: string
  readonly platform: 'javascript' | 'node'
  /** Where the failing code is, by the end of its name. */
  readonly file: string
  /** Resolves with the id of the event, perhaps before it has arrived. */
  send(dsn: string, browser: Browser): Promise<string>
}

const runtime = (name: string): URL => new URL(`runtimes/${name}`, import.meta.url)

const sendFromPage: Sender['send'] = async (dsn, browser) => {
  const served = await servePage({ entry: runtime('page.ts') })
  onTestFinished(() => served.stop())
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(`${served.url}?${new URLSearchParams({ dsn })}`)
  const sent = await page.waitForFunction((): unknown => Reflect.get(window, 'sent'))
  return String(await sent.jsonValue())
}

const sendFromNode: Sender['send'] = async (dsn) => {
  const env = { SINK_DSN: dsn }
  const { code, stdout, stderr } = await runNode({ script: runtime('node.mjs'), env })
  if (code !== 0) throw new Error(`The process ended with ${code}: ${stderr}`)
  return stdout.trim()
}

const sendFromWorkerd: Sender['send'] = async (dsn) => {
  const workerd = await startWorkerd({ entry: runtime('worker.ts'), bindings: { SINK_DSN: dsn } })
  onTestFinished(() => workerd.stop())
  return (await fetch(workerd.url)).text()
}

export const runtimes: readonly Sender[] = [
  {
    name: 'page',
    sdk: 'holdfast.browser',
    contentType: 'text/plain',
    platform: 'javascript',
    file: '/page.js',
    send: sendFromPage,
  },
  {
    name: 'node',
    sdk: 'holdfast.node',
    contentType: 'application/x-sentry-envelope',
    platform: 'node',
    file: 'app:///checkout.mjs',
    send: sendFromNode,
  },
  {
    name: 'workerd',
    sdk: 'holdfast.edge',
    contentType: 'application/x-sentry-envelope',
    platform: 'javascript',
    file: 'worker.js',
    send: sendFromWorkerd,
  },
]

import type { ConsoleMessage } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openPage } from './openPage.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

const open = async (query: Readonly<Record<string, string>> = {}) => {
  const { page } = await openPage({ browser: chromium(), script: 'console.ts', query })
  const messages: ConsoleMessage[] = []
  page.on('console', (message) => messages.push(message))
  const run = async (code: string): Promise<readonly ConsoleMessage[]> => {
    await page.evaluate(`${code}; monitor.flush()`)
    // Were there a loop, there would soon be more.
    await page.waitForTimeout(200)
    return messages
  }
  return { run }
}

const partsOf = (message: ConsoleMessage | undefined): Promise<readonly unknown[]> =>
  Promise.all(message?.args().map((part) => part.jsonValue()) ?? [])

describe('a console sink in a page', () => {
  it('shows an error at its level, with its stack, and the signal to unfold', async () => {
    const { run } = await open()
    const messages = await run(`monitor.captureError(new TypeError('%c no %s stock'))`)
    expect(messages.map((message) => message.type())).toEqual(['error'])
    const [format, style, service, none, text, signal] = await partsOf(messages[0])
    expect([format, service, none]).toEqual(['%c%s%c %s', 'page', ''])
    expect(style).toContain('background:#b91c1c')
    expect(text).toMatch(/^TypeError: %c no %s stock\n.*at /)
    expect(signal).toMatchObject({ kind: 'error', scope: { tags: { plan: 'pro' } } })
  })

  it.each([
    ['debug', 'debug'],
    ['info', 'info'],
    ['warn', 'warning'],
    ['error', 'error'],
    ['fatal', 'error'],
  ])('shows %s at the level %s', async (severity, level) => {
    const { run } = await open()
    const messages = await run(`monitor.captureMessage('told', { severity: '${severity}' })`)
    expect(messages.map((message) => message.type())).toEqual([level])
  })

  it('writes lines of JSON where it is told', async () => {
    const { run } = await open({ json: '1' })
    const [message] = await run(`monitor.captureMessage('\\u001b[31mred\\u009b')`)
    expect(message?.text()).not.toContain('\u001b')
    expect(JSON.parse(message?.text() ?? '')).toMatchObject({
      service: 'page',
      message: '\u001b[31mred\u009b',
    })
  })
})

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectSeen } from '../harness/expectSeen.ts'
import { startSink } from '../harness/startSink.ts'
import { openPage } from './openPage.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

/** Violations that the browser itself counts, also those that no script of the page could see. */
const watchViolations = async (page: Page): Promise<readonly string[]> => {
  const violations: string[] = []
  const session = await page.context().newCDPSession(page)
  session.on('Audits.issueAdded', ({ issue }) => {
    if (issue.code === 'ContentSecurityPolicyIssue') violations.push(JSON.stringify(issue.details))
  })
  await session.send('Audits.enable')
  return violations
}

const strictPolicy = (sinkOrigin: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `connect-src ${sinkOrigin}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

describe('under a strict content security policy with trusted types', () => {
  it('everything works, and nothing is violated', async () => {
    const sink = await startSink()
    const { page, console } = await openPage({
      browser: chromium(),
      script: 'monitored.ts',
      sink,
      policy: strictPolicy(new URL(sink.url).origin),
    })
    const violations = await watchViolations(page)
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('thrown')
      })
      setTimeout(() => void Promise.reject(new Error('rejected')))
      window.monitor.captureError(new Error('captured'))
    })
    await sink.waitFor(3, { dialect: 'http' })
    await sink.waitFor(3, { dialect: 'sentry' })
    expectSeen(sink, [{ message: 'thrown' }, { message: 'rejected' }, { message: 'captured' }])
    expect(violations).toEqual([])
    expect(console.filter((line) => line.includes('Content Security Policy'))).toEqual([])
  })

  it('a violation would have been noticed', async () => {
    const sink = await startSink()
    const policy = strictPolicy(new URL(sink.url).origin)
    const { page } = await openPage({ browser: chromium(), script: 'monitored.ts', sink, policy })
    const violations = await watchViolations(page)
    const outcome = await page.evaluate(() => {
      try {
        document.body.innerHTML = '<p>'
        return 'assigned'
      } catch {
        return 'refused'
      }
    })
    expect(outcome).toBe('refused')
    await expect.poll(() => violations.length).toBeGreaterThan(0)
  })
})

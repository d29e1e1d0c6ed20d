import type { Page } from 'playwright-core'
import type { Outcome } from '../demo/outcome.ts'
import type { Demo } from '../demo/startDemo.ts'
import type { Stops } from '../demo/stops.ts'
import { judge } from './judge.ts'
import { openPage } from './openPage.ts'
import { capturesOfScenario, playScenario } from './playScenario.ts'
import { type Sampling, startSampling } from './startSampling.ts'
import { toTable } from './toTable.ts'

interface Play {
  readonly demo: Demo
  readonly stops: Stops
  /** Where to save a picture of the page that holds signals back. */
  readonly screenshot: string | undefined
}

/**
 * Plays the scenario of the demo.
 *
 * @returns how it went; the exit code is 0 only if nothing was lost.
 */
export const playOnce = async ({ demo, stops, screenshot }: Play): Promise<Outcome> => {
  const page = await openPage(demo.pageUrl, stops)
  await page.waitForSelector(pageIsContent)
  const sampling = startSampling(demo, page)
  stops.add(sampling.stop)

  const findings = await playAndJudge({ demo, page, sampling, screenshot })
  const isGood = findings.length === 0
  const lines = [
    `\n${toTable(sampling.latest)}\n`,
    `${sampling.count} samples of all ledgers, each checked for the law.`,
    ...(isGood ? ['OK: nothing was lost.'] : findings),
  ]
  return { code: isGood ? 0 : 1, report: lines.join('\n') }
}

const pageIsContent = '#law[data-broken="0"]'

interface Scene extends Pick<Play, 'demo' | 'screenshot'> {
  readonly page: Page
  readonly sampling: Sampling
}

const playAndJudge = async (scene: Scene): Promise<readonly string[]> => {
  const { demo, page, sampling } = scene
  try {
    const course = await playScenario(scene)
    return judge({
      ...course,
      captures: capturesOfScenario,
      violations: sampling.violations,
      countArrived: demo.arrivals.count,
      isPageContent: await page.isVisible(pageIsContent),
    })
  } catch (error) {
    const [reason] = String(error).split('\n')
    return [`The scenario could not be played to its end. ${reason}`]
  } finally {
    sampling.stop()
  }
}

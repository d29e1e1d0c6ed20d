import { describe, it } from 'vitest'
import { expectNothingLost } from './expectFates.ts'
import { runScenario } from './runScenario.ts'
import { scenarios } from './scenarios.ts'

// The scenarios are mostly waiting, so that some run at a time.
describe.concurrent('2,000 signals at 200 a second, and room for them: a sink that', () => {
  it.for(scenarios)('$name loses none', async (scenario) => {
    const run = await runScenario({ ...scenario, isFlushed: false })
    expectNothingLost(run, { losesReplies: scenario.losesReplies !== undefined })
  })
})

import { describe, it } from 'vitest'
import { expectLossesBooked } from './expectFates.ts'
import { runScenario } from './runScenario.ts'
import { forSmallOutbox } from './scenarios.ts'

describe.concurrent('2,000 signals at 200 a second, and room for 100: a sink that', () => {
  it.for(forSmallOutbox)('$name loses what the ledger says', async (scenario) => {
    const run = await runScenario({ ...scenario, options: { outbox: { maxCount: 100 } } })
    expectLossesBooked(run, { losesReplies: scenario.losesReplies !== undefined })
  })
})

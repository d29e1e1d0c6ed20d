import { runMain } from './process/runMain.mjs'
import { printTally } from './report/printTally.mjs'
import { createReportFolder } from './report/reportFolder.mjs'
import { runSteps } from './report/runSteps.mjs'
import { selectSteps } from './report/selectSteps.mjs'
import { tallyRun } from './report/tallyRun.mjs'
import { prepare } from './setup/prepare.mjs'
import { createTestSteps } from './test/steps.mjs'
import { root } from './workspace/root.mjs'

await runMain(async () => {
  const reports = createReportFolder(root)
  reports.remove('test.json')
  reports.remove('vitest')

  /** @type {Record<string, string>} */
  let env = {}
  const steps = selectSteps(
    createTestSteps(reports, () => env),
    process.argv.slice(2),
  )
  const seed = process.env['HOLDFAST_SEED'] ?? String(Date.now())
  const prepared = await prepare({
    chromium: steps.some((step) => step.needsChromium),
    prometheus: steps.some((step) => step.needsPrometheus),
    servers: steps.some((step) => step.name === 'counters'),
  })
  env = { ...prepared, HOLDFAST_SEED: seed }
  console.log(`Order of the tests: HOLDFAST_SEED=${seed} repeats it.`)

  const run = { steps: await runSteps(steps) }
  reports.write('test.json', run)
  return printTally(tallyRun(run, reports.read, { name: 'test', code: 0 }))
})

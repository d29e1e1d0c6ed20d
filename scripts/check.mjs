import { formatTable } from './check/formatTable.mjs'
import { createCheckSteps } from './check/steps.mjs'
import { runMain } from './process/runMain.mjs'
import { createReportFolder } from './report/reportFolder.mjs'
import { runSteps } from './report/runSteps.mjs'
import { selectSteps } from './report/selectSteps.mjs'
import { prepare } from './setup/prepare.mjs'
import { root } from './workspace/root.mjs'

await runMain(async () => {
  const args = process.argv.slice(2)
  const reports = createReportFolder(root)
  reports.remove('check.json')
  await prepare({ chromium: false, prometheus: false })

  const skipped = args.includes('--no-tests') ? ['tests'] : []
  const steps = createCheckSteps(root).filter(({ name }) => !skipped.includes(name))
  const outcomes = await runSteps(selectSteps(steps, args))
  reports.write('check.json', { steps: outcomes })
  console.log(`\n${formatTable(outcomes)}`)
  return outcomes.every(({ code }) => code === 0) ? 0 : 1
})

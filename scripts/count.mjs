import { runMain } from './process/runMain.mjs'
import { printTally } from './report/printTally.mjs'
import { createReportFolder } from './report/reportFolder.mjs'
import { sum, tallyRun } from './report/tallyRun.mjs'
import { root } from './workspace/root.mjs'

// node scripts/count.mjs test=0 check=1: the runs whose reports are added up, each with its exit code.
await runMain(async () => {
  const reports = createReportFolder(root)
  const tallies = process.argv.slice(2).map((argument) => {
    const [name = '', code = ''] = argument.split('=')
    return tallyRun(reports.read(`${name}.json`), reports.read, { name, code: Number(code) })
  })
  return printTally(sum(tallies))
})

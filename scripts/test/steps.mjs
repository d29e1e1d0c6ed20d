import { runCommand } from '../process/runCommand.mjs'
import { toolPath } from '../process/toolPath.mjs'
import { root } from '../workspace/root.mjs'
import { projects, typeProjectPrefix } from './projects.mjs'

const projectTimeoutMs = 10 * 60_000
const demoTimeoutMs = 5 * 60_000

/**
 * @typedef {import('../report/runSteps.mjs').Step & {
 *   readonly needsChromium: boolean,
 *   readonly needsPrometheus: boolean,
 * }} TestStep
 *
 * @param {import('../report/reportFolder.mjs').ReportFolder} reports
 * @param {() => Record<string, string>} env asked for when a step runs
 * @returns {TestStep[]}
 */
export function createTestSteps(reports, env) {
  const [unit, ...others] = projects.map(({ name }) => ({ name, filter: name }))
  const types = { name: 'types', filter: `${typeProjectPrefix}*` }
  const vitest = [unit, types, ...others]
    .filter((project) => project !== undefined)
    .map((project) => createVitestStep(project, reports, env))
  return [...vitest, createDemoStep(env)]
}

/**
 * @param {{ readonly name: string, readonly filter: string }} project
 * @param {import('../report/reportFolder.mjs').ReportFolder} reports
 * @param {() => Record<string, string>} env
 * @returns {TestStep}
 */
function createVitestStep({ name, filter }, reports, env) {
  const report = `vitest/${name}.json`
  const args = [
    'run',
    `--project=${filter}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reports.path(report)}`,
  ]
  return {
    name,
    report,
    needsChromium: name === 'browser',
    needsPrometheus: name === 'delivery',
    run: () => runNode([toolPath(root, 'vitest'), ...args], env(), projectTimeoutMs),
  }
}

/**
 * @param {() => Record<string, string>} env
 * @returns {TestStep}
 */
function createDemoStep(env) {
  const demo = ['examples/shop/start.mjs', '--once']
  const run = () => runNode(demo, env(), demoTimeoutMs)
  return { name: 'demo', needsChromium: true, needsPrometheus: false, run }
}

/**
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 * @param {number} timeoutMs
 */
function runNode(args, env, timeoutMs) {
  return runCommand(process.execPath, args, { cwd: root, env, timeoutMs })
}

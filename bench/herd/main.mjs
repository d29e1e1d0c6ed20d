// How many requests a herd of clients sends to a sink that was down, by rule. `--write` puts figures and
// charts into docs/; the exit code says whether a million clients keep the claims.
import { readFileSync, writeFileSync } from 'node:fs'
import { drawHeadrooms, drawRules } from './drawHerd.mjs'
import { isKept, run } from './measure.mjs'
import { toMarkdown, toRulesTable, toSweepTable } from './report.mjs'
import { createNaive } from './rules/naive.mjs'
import { createOpenTelemetry } from './rules/openTelemetry.mjs'
import { createSentry } from './rules/sentry.mjs'
import { runHeadrooms, sweep } from './sweep.mjs'
import { createWorkload } from './workload.mjs'

const docs = new URL('../../docs/', import.meta.url)
const marked = /(<!-- herd -->\n)[\s\S]*(<!-- \/herd -->)/

const million = runHeadrooms({})
const ours = million.filter(({ workload }) => workload.headroom === createWorkload().headroom)
const rules = [
  ...ours.map((one) => ({ name: 'Holdfast', run: one })),
  { name: 'naive retry', run: run(createWorkload(), createNaive) },
  { name: 'OpenTelemetry', run: run(createWorkload(), createOpenTelemetry) },
  { name: 'Sentry', run: run(createWorkload(), createSentry) },
]
const tables = {
  rules: toRulesTable(rules),
  sweep: toSweepTable([
    { name: '1,000,000 clients, a request each 30 s', runs: million },
    ...sweep(),
  ]),
}

console.log(`${tables.rules}\n\n${tables.sweep}`)

if (process.argv.includes('--write')) {
  const page = new URL('resilience.md', docs)
  const text = readFileSync(page, 'utf8')
  if (!marked.test(text))
    throw new Error('docs/resilience.md lacks <!-- herd --> and <!-- /herd -->')
  writeFileSync(
    page,
    text.replace(marked, (_all, start, end) => start + toMarkdown(tables) + end),
  )
  writeFileSync(new URL('herd-rules.svg', docs), drawRules(rules))
  writeFileSync(new URL('herd-holdfast.svg', docs), drawHeadrooms(million))
}

if (!million.every(({ figures }) => isKept(figures))) {
  console.error('A million clients do not keep the claims.')
  process.exitCode = 1
}

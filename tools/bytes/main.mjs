import { readFileSync, writeFileSync } from 'node:fs'
import { repositoryRoot } from '../source/repositoryRoot.mjs'
import { raiseOrLower } from './ceiling.mjs'
import { measureRow, problemsOf } from './checkRow.mjs'
import { formatTable } from './table.mjs'

const CEILINGS = new URL('ceilings.json', import.meta.url)

/** @param {import('./bundle.mjs').Row} row */
async function measureBuilt(row) {
  try {
    return await measureRow(row, repositoryRoot)
  } catch (cause) {
    throw new Error(`${row.name} cannot be bundled. Are the packages built? ${cause}`, { cause })
  }
}

/** @type {import('./bundle.mjs').Row[]} */
const rows = JSON.parse(readFileSync(CEILINGS, 'utf8'))
const isWriting = process.argv.includes('--write')
const found = await Promise.all(rows.map(measureBuilt))
const results = isWriting ? found.map(raiseOrLower) : found
if (isWriting) {
  const written = results.map(({ row }) => row)
  writeFileSync(CEILINGS, `${JSON.stringify(written, null, 2)}\n`)
}

const problems = results.flatMap(problemsOf)
console.log(formatTable(results))
for (const problem of problems) console.error(problem)
console.log(`bytes: ${results.length} bundles, ${problems.length} findings`)
process.exitCode = problems.length === 0 ? 0 : 1

import { repositoryRoot } from '../source/repositoryRoot.mjs'
import { checkPackages } from './checkPackages.mjs'

const results = await checkPackages(repositoryRoot)
for (const { folder, files, installed, problems } of results) {
  const size = installed ? `, installed ${installed}` : ''
  console.log(`${folder}: ${files} files, ${problems.length} problems${size}`)
  for (const problem of problems) console.error(`${folder}: ${problem}`)
}
const count = results.reduce((sum, { problems }) => sum + problems.length, 0)
console.log(`packed: ${results.length} packages, ${count} findings`)
process.exitCode = count === 0 ? 0 : 1

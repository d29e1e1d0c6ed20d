import { repositoryRoot } from '../source/repositoryRoot.mjs'
import { checkApi } from './checkApi.mjs'

const { doors, problems } = checkApi(repositoryRoot, {
  isWriting: process.argv.includes('--write'),
})
for (const problem of problems) console.error(problem)
if (problems.length > 0) console.error('If the change is wanted: node tools/api/main.mjs --write')
console.log(`api: ${doors} doors, ${problems.length} findings`)
process.exitCode = problems.length === 0 ? 0 : 1

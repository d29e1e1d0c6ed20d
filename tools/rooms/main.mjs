import { reportFindings } from '../source/finding.mjs'
import { repositoryRoot } from '../source/repositoryRoot.mjs'
import { checkRepository } from './checkRepository.mjs'

const { files, imports, findings } = checkRepository(repositoryRoot)
process.exitCode = reportFindings(findings, `rooms: ${files} files, ${imports} imports`)

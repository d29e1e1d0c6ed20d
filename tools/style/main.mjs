import { reportFindings } from '../source/finding.mjs'
import { repositoryRoot } from '../source/repositoryRoot.mjs'
import { checkStyle } from './checkStyle.mjs'

const { files, median, findings } = checkStyle(repositoryRoot)
process.exitCode = reportFindings(findings, `style: ${files} files, median ${median} lines`)

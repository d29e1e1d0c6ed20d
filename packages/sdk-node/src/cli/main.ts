#!/usr/bin/env node
import { property } from '@holdfast/shared'
import { runSpoolCommand } from './runSpoolCommand.ts'
import { UsageError, usage } from './usage.ts'

runSpoolCommand(process.argv.slice(2)).then(
  ({ code, stdout }) => {
    process.stdout.write(stdout)
    process.exitCode = code
  },
  (error: unknown) => {
    const isUsage = error instanceof UsageError
    process.stderr.write(`holdfast: ${property(error, 'message')}\n${isUsage ? `\n${usage}` : ''}`)
    process.exitCode = isUsage ? 2 : 1
  },
)

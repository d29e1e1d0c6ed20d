import { startMonitor } from './monitor.mjs'

startMonitor(process.env.WARNINGS && { warnings: false })

for (let round = 0; round < 3; round++) {
  process.emitWarning('the disk is old', { type: 'DiskWarning', code: 'DISK1', detail: 'told' })
  process.emitWarning('the disk is slow', 'DiskWarning')
}
process.emitWarning('gone soon', 'DeprecationWarning', 'DEP9999')

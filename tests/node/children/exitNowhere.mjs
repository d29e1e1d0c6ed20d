// The folder in which it runs is deleted, as by a deploy; then it ends.
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { http, init } from '@holdfast/node'

const folder = mkdtempSync(join(tmpdir(), 'nowhere-'))
process.chdir(folder)
const monitor = init({
  service: 'nowhere',
  sinks: [http({ url: process.env.SINK_URL })],
  shutdownTimeout: '20s',
})
monitor.captureError(new Error('before the exit'))
rmdirSync(folder)
process.exit(3)

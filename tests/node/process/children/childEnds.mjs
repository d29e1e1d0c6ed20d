import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { startMonitor } from './monitor.mjs'

startMonitor(process.env.CHILD_ENDS && { childEnds: false })
const env = { ...process.env, SECRET: 's3cr3t' }
const run = (...words) => spawn('/bin/sh', ['-c', ...words], { env, stdio: 'ignore' })
const ended = (child) => new Promise((resolve) => child.on('exit', resolve))

await ended(run('exit 3', 's3cr3t'))
await ended(run('exit 0'))
await ended(run('kill -KILL $$'))
// Ended by us, at once or as soon as it is ready.
for (const script of [
  'exec sleep 9',
  'trap "exit 143" TERM; echo ready; while :; do sleep 0.05; done',
]) {
  const child = spawn('/bin/sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  if (script.startsWith('trap')) await once(child.stdout, 'data')
  child.kill()
  await ended(child)
}
const missing = spawn('/nowhere/program', ['s3cr3t'])
await new Promise((resolve) => missing.on('error', resolve))

const thread = (text) => new Worker(text, { eval: true })
await ended(thread('process.exit(5)'))
await ended(thread(''))
const failing = thread('throw new Error("of a thread")')
failing.on('error', (error) => console.log(error.message))
await ended(failing)
const endless = thread('setInterval(() => undefined, 1_000)')
await once(endless, 'online')
await endless.terminate()
if (process.env.UNHANDLED === 'process') spawn('/nowhere/program')
if (process.env.UNHANDLED === 'thread') thread('throw new Error("nobody listens")')

// Builds the app, and starts it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'

const { PORT = '3000' } = process.env
const next = createRequire(import.meta.url).resolve('next/dist/bin/next')

/** @param {string[]} words */
const run = async (...words) => {
  const child = spawn(process.execPath, [next, ...words], {
    cwd: import.meta.dirname,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: 'inherit',
  })
  const stop = () => child.kill('SIGTERM')
  process.once('SIGTERM', stop)
  const [code] = await once(child, 'close')
  process.off('SIGTERM', stop)
  return code
}

process.exitCode = (await run('build')) || (await run('start', '--port', PORT))

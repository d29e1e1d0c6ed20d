// How much longer a process takes that imports and starts the SDK than one that does nothing.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from '../median.mjs'

const rounds = 15
const here = fileURLToPath(new URL('.', import.meta.url))

const programs = {
  bare: '',
  '@sentry/core, import alone': "import '@sentry/core'",
  '@holdfast/node, import and init': `
    import { init, sentry } from '@holdfast/node'
    init({ service: 'bench', sinks: [sentry({ dsn: 'http://key@127.0.0.1:9/1' })] })`,
}

/** @param {string} program */
const run = (program) => {
  const start = performance.now()
  const { status } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: here,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`The program failed:\n${program}`)
  return performance.now() - start
}

/** @type {Map<string, number[]>} */
const times = new Map(Object.keys(programs).map((name) => [name, []]))
for (let round = 0; round < rounds; round++) {
  for (const [name, program] of Object.entries(programs)) times.get(name)?.push(run(program))
}

const bare = median(times.get('bare') ?? [])
console.log(`median of ${rounds} interleaved runs, in milliseconds; Node ${process.version}`)
for (const [name, all] of times) {
  const time = median(all)
  console.log(`${name.padEnd(34)} ${time.toFixed(1).padStart(7)}   +${(time - bare).toFixed(1)}`)
}

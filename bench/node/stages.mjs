// What each stage of enrichment costs an ordinary error, in nanoseconds, interleaved; and all of them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { median } from '../median.mjs'

const rounds = 60
const signalsEach = 500
const source = new URL('../../packages/shared/src/', import.meta.url)

/** The stages are no part of any door: they are taken from where they are written. */
const load = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
  const outfile = join(directory, 'stages.mjs')
  const exported = ['filter', 'dedupe', 'sample', 'rateCap', 'scrub', 'trim']
    .map((name) => `export * from './enrich/${name}.ts'`)
    .join('\n')
  await build({
    stdin: { contents: exported, resolveDir: source.pathname, loader: 'ts' },
    bundle: true,
    format: 'esm',
    outfile,
  })
  const stages = await import(pathToFileURL(outfile).href)
  rmSync(directory, { recursive: true, force: true })
  return stages
}

const { createFilter, createDedupe, createSample, createRateCap, createScrub, createTrim } =
  await load()

const clock = { now: () => performance.now(), wall: () => Date.now() }
const ignoreErrors = ['ResizeObserver', /^AbortError/]

/** @type {Readonly<Record<string, (signal: object) => unknown>>} */
const stages = {
  filter: createFilter({ ignoreErrors, denyUrls: [], allowUrls: [], noise: true }),
  dedupe: createDedupe(clock),
  sample: createSample({ error: 0.5 }, Math.random),
  'rate cap': createRateCap({ clock, perMinute: 1_000_000, perFailure: 1_000_000 }),
  scrub: createScrub({}),
  trim: createTrim(200_000),
}

const resource = { service: 'bench', sdk: { name: 'bench' }, runtime: { name: 'node' } }

/** @param {number} number */
const createSignal = (number) => {
  const error = new Error(`order ${number} failed`)
  return {
    kind: 'error',
    id: number.toString(16).padStart(32, '0'),
    time: 1_767_225_600_000 + number,
    resource,
    scope: { tags: { plan: 'pro' }, contexts: { cart: { items: 2 } } },
    severity: 'error',
    message: error.message,
    exceptions: [
      {
        type: error.name,
        message: error.message,
        stack: { text: error.stack },
        mechanism: { type: 'captured', handled: true },
      },
    ],
  }
}

/** @type {Map<string, number[]>} */
const times = new Map(Object.keys(stages).map((name) => [name, []]))
let made = 0
for (let round = -rounds; round < rounds; round++) {
  for (const [name, stage] of Object.entries(stages)) {
    const signals = Array.from({ length: signalsEach }, () => createSignal(made++))
    const began = performance.now()
    for (const signal of signals) stage(signal)
    if (round >= 0) {
      times.get(name)?.push(((performance.now() - began) / signalsEach) * 1_000_000)
    }
  }
}

console.log(`nanoseconds, median of ${rounds} rounds of ${signalsEach}; Node ${process.version}`)
let sum = 0
for (const [name, all] of times) {
  sum += median(all)
  console.log(name.padEnd(12) + median(all).toFixed(0).padStart(6))
}
console.log('all'.padEnd(12) + sum.toFixed(0).padStart(6))

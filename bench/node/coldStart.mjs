// How much longer a process takes to be ready, and what more it holds, that imports and starts the SDK.
import { median } from '../median.mjs'
import { programs } from './coldStart/programs.mjs'
import { createPrograms } from './coldStart/runProgram.mjs'

/** @typedef {import('./coldStart/runProgram.mjs').Start} Start */

const rounds = Number(process.argv[2] ?? 15)

const folder = createPrograms()
/** @type {Map<import('./coldStart/programs.mjs').Program, Start[]>} */
const all = new Map(programs.map((program) => [program, []]))
try {
  const starts = programs.map((program) => ({ program, start: folder.add(program) }))
  // Whatever the disk has not read yet is nobody's cost.
  for (const { start } of starts) await start()
  for (let round = 0; round < rounds; round++) {
    for (const { program, start } of starts) all.get(program)?.push(await start())
  }
} finally {
  folder.remove()
}

/**
 * @param {readonly Start[]} starts
 * @param {keyof Start} what
 */
const medianOf = (starts, what) => median(starts.map((start) => start[what]))

/** @type {Map<string, Start[]>} */
const bares = new Map()
for (const [{ name, kind }, starts] of all) if (name === 'bare') bares.set(kind, starts)

/**
 * A pair of one round had the machine at one pace: so the ratio is of pairs.
 * @param {readonly Start[]} starts
 * @param {readonly Start[]} bare
 * @param {keyof Start} what
 */
const compare = (starts, bare, what) => {
  const ratios = starts.map((start, round) => start[what] / (bare[round]?.[what] ?? Number.NaN))
  return { over: medianOf(starts, what) - medianOf(bare, what), ratio: median(ratios) }
}

console.log(`medians of ${rounds} interleaved rounds, over a bare process; Node ${process.version}`)
console.log(`${''.padEnd(46)}  ready, ms       +   ratio  CPU, ms       +   ratio     MiB       +`)
for (const [{ name, kind }, starts] of all) {
  const bare = bares.get(kind) ?? []
  const cells = [`${kind}: ${name}`.padEnd(46)]
  for (const what of /** @type {const} */ (['wall', 'cpu', 'rss'])) {
    const { over, ratio } = compare(starts, bare, what)
    cells.push(
      medianOf(starts, what)
        .toFixed(1)
        .padStart(what === 'wall' ? 11 : 8),
    )
    cells.push(over.toFixed(1).padStart(7))
    if (what !== 'rss') cells.push(ratio.toFixed(2).padStart(7))
  }
  console.log(cells.join(' '))
}

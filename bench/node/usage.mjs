// What it costs the caller that one use is on disk before note() returns: of a row that the page knows,
// and of a new one, beside one bare write of 60 bytes. The journal has no door: it is bundled here.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { median } from '../median.mjs'

const rounds = 40
const uses = 1_000

const directory = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
const outfile = join(directory, 'journal.mjs')
const source = '../../packages/sdk-node/src/journal/createJournal.ts'
await build({
  entryPoints: [fileURLToPath(new URL(source, import.meta.url))],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
})
const { createJournal } = await import(pathToFileURL(outfile).href)

const journal = createJournal({
  service: 'bench',
  settings: { named: true, directory, maxBytes: 67_108_864, maxAge: 604_800_000, fsync: 'never' },
  clock: { now: () => performance.now(), wall: () => Date.now() },
  scheduler: { after: () => () => undefined, hold: () => () => undefined },
})
const fd = openSync(join(directory, 'bare'), 'a')
const bytes = Buffer.alloc(60, 'x')

/** @param {number} index */
const toRow = (index) => ({
  index,
  meter: 'api-requests',
  minute: Math.floor(Date.now() / 60_000) * 60_000,
  subject: `customer-${index}`,
  id: undefined,
})

/** @param {() => void} work */
const microsecondsEach = (work) => {
  const began = performance.now()
  work()
  return ((performance.now() - began) / uses) * 1_000
}

/** @type {Record<string, number[]>} */
const times = { 'note(), a new row': [], 'note(), a known row': [], 'one bare write': [] }
for (let round = 0; round < rounds; round++) {
  const page = journal.begin()
  const rows = Array.from({ length: uses }, (_, index) => toRow(index + 1))
  // Making the file is not what one note costs.
  page.note(toRow(0), 1)
  const note = () => {
    for (const row of rows) page.note(row, 1)
  }
  times['note(), a new row']?.push(microsecondsEach(note))
  times['note(), a known row']?.push(microsecondsEach(note))
  times['one bare write']?.push(
    microsecondsEach(() => {
      for (let number = 0; number < uses; number++) writeSync(fd, bytes)
    }),
  )
  page.remove()
  await new Promise((resolve) => setImmediate(resolve))
}
journal.close()
closeSync(fd)
rmSync(directory, { recursive: true })

console.log(
  `median of ${rounds} interleaved rounds of ${uses}, in microseconds; Node ${process.version}`,
)
for (const [name, all] of Object.entries(times)) {
  console.log(`${name.padEnd(20)} ${median(all).toFixed(2)}`)
}

import { writeSync } from 'node:fs'
import { wallTime } from '@holdfast/shared'
import { openJournal } from './openJournal.ts'

const page = openJournal().begin()
const rows = Array.from({ length: 50 }, (_, index) => ({
  index,
  meter: 'api-requests',
  minute: wallTime(60_000),
  subject: `customer ${index}`,
  id: undefined,
}))

let number = 0
setInterval(() => {
  for (let left = Math.random() * 40; left > 0; left--) {
    const row = rows[(number * 7) % rows.length]
    if (!row) continue
    page.note(row, number)
    // What arrives at the parent here is acknowledged: the call had returned.
    writeSync(1, `${page.id} ${row.index} ${number++}\n`)
  }
}, 1)

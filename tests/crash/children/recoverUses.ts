import { openJournal } from './openJournal.ts'

const journal = openJournal()
for await (const page of journal.recover()) {
  const lines: string[] = []
  const unreadable = page.replay((row, quantity) =>
    lines.push(`${page.id} ${row.index} ${quantity}`),
  )
  if (unreadable > 0) lines.push('unreadable')
  page.remove()
  console.log(lines.join('\n'))
}
journal.close()

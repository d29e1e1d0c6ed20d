import type { UsageJournal, UsageRow } from '../../ports/usageJournal.ts'

/** Where single uses survive from one fake life into the next. */
export interface FakeJournal {
  /** The pages that are kept, each with how many notes it has. */
  readonly pages: Readonly<Record<string, number>>
  /** While it is true, nothing can be written. */
  fails: boolean
  open(): UsageJournal
}

/** As text, as a real place would keep it. */
interface Kept {
  readonly notes: string[]
  owner: object | undefined
}

export const createFakeJournal = (): FakeJournal => {
  const kept = new Map<string, Kept>()
  let begun = 0
  const journal: FakeJournal = {
    get pages() {
      return Object.fromEntries([...kept].map(([id, { notes }]) => [id, notes.length]))
    },
    fails: false,
    open: () => {
      const owner = {}
      return {
        begin: () => {
          const id = (++begun).toString(16).padStart(20, '0')
          return {
            id,
            note: (row, quantity) => {
              if (journal.fails) throw new Error('The disk is full.')
              if (!kept.has(id)) kept.set(id, { notes: [], owner })
              kept.get(id)?.notes.push(JSON.stringify([{ ...row, quantity: undefined }, quantity]))
            },
            remove: () => void kept.delete(id),
          }
        },
        async *recover() {
          for (const [id, page] of [...kept].filter(([, one]) => one.owner === undefined)) {
            page.owner = owner
            yield {
              id,
              replay: (note) => {
                for (const text of page.notes) note(...(JSON.parse(text) as [UsageRow, number]))
                return 0
              },
              remove: () => void kept.delete(id),
            }
          }
        },
        close: () => {
          for (const page of kept.values()) if (page.owner === owner) page.owner = undefined
        },
      }
    },
  }
  return journal
}

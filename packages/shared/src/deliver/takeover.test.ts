import { expect, it } from 'vitest'
import { createLedger } from '../diagnostics/ledger.ts'
import { createTakeover } from './takeover.ts'

it('counts as not stored what the store had to give up of this life', () => {
  const ledger = createLedger([])
  const nothing = (): void => undefined
  const takeOver = createTakeover({
    lanes: [],
    ledger,
    keeper: {
      keep: nothing,
      settle: nothing,
      write: nothing,
      close: nothing,
      erase: async () => [],
    },
    offer: nothing,
  })
  expect(takeOver({ type: 'displaced', signals: 7 })).toEqual([])
  expect(ledger.stats(() => 0).store).toEqual({ notStored: 7, unreadable: 0 })
})

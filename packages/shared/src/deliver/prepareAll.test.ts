import { expect, it } from 'vitest'
import type { Signal } from '../model/signal.ts'
import { createSampleSignal } from '../testing/sampleSignals.ts'
import type { Entry } from './entry.ts'
import { prepareAll } from './prepareAll.ts'

const entriesOf = (count: number): readonly Entry[] =>
  Array.from({ length: count }, (_, index) => ({
    signal: createSampleSignal(index + 1),
    userId: undefined,
    bytes: 1,
    preparation: undefined,
    located: true,
    wasKept: true,
    holders: 0,
  }))

const settled = (): { readonly all: string[]; note(entry: Entry, settlement: string): void } => {
  const all: string[] = []
  return {
    all,
    note: (entry, settlement) => all.push(`${entry.signal.id.slice(-1)} ${settlement}`),
  }
}

it('waits for nothing that takes no time', () => {
  const entries = entriesOf(2)
  const { all, note } = settled()
  expect(prepareAll(entries, (signal) => ({ ...signal, message: 'new' }), note)).toEqual(entries)
  expect(entries[0]?.signal).toMatchObject({ message: 'new' })
  expect(all).toEqual([])
})

it('prepares once for all lanes, also while that takes time', async () => {
  const entries = entriesOf(2)
  let calls = 0
  const prepare = async (signal: Signal): Promise<Signal> => {
    calls++
    return signal
  }
  const { note } = settled()
  const lanes = [prepareAll(entries, prepare, note), prepareAll(entries, prepare, note)]
  expect(await Promise.all(lanes)).toEqual([entries, entries])
  expect(prepareAll(entries, prepare, note), 'what is done is not waited for').toEqual(entries)
  expect(calls).toBe(2)
})

it.each(['at once', 'later'])('settles what is dropped %s, once for each lane', async (when) => {
  const entries = entriesOf(2)
  const drop = ({ id }: Signal): Signal | undefined =>
    id.endsWith('1') ? undefined : entries[1]?.signal
  const prepare = when === 'later' ? async (signal: Signal) => drop(signal) : drop
  for (const lane of [settled(), settled()]) {
    expect(await prepareAll(entries, prepare, lane.note)).toEqual([entries[1]])
    expect(lane.all).toEqual(['1 dropped'])
  }
})

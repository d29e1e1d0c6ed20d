import { readFileSync } from 'node:fs'
import { parseBatch, parseNdjson } from '@holdfast/shared/schema'
import { createSampleSignals } from '@holdfast/shared/testing'
import { expect, it } from 'vitest'

const page = readFileSync(new URL('../../docs/wire-format.md', import.meta.url), 'utf8')

const read = (pattern: RegExp) => JSON.parse(pattern.exec(page)?.[1] ?? '')
const sample = read(/```http[^{]*([\s\S]*?)```/)
const others: readonly object[] = read(/```json\n([\s\S]*?)```/)

it('the sample of docs/wire-format.md is a batch, member by member', () => {
  expect(parseBatch(sample)).toEqual({ ok: true, batch: sample })
})

it('so are the examples of other kinds', () => {
  const [{ id, time }] = sample.signals
  const signals = others.map((other) => ({ id, time, tags: {}, contexts: {}, ...other }))
  const batch = { ...sample, signals }
  expect(parseBatch(batch)).toEqual({ ok: true, batch })
})

it('the page shows and names each member of each kind', () => {
  const own = createSampleSignals().map(({ id, time, resource, scope, ...facts }) => facts)
  const shown = membersByKind([...sample.signals, ...others])
  for (const [kind, members] of membersByKind(own)) {
    expect([...(shown.get(kind) ?? [])]).toEqual(expect.arrayContaining([...members]))
    expect([...members].filter((member) => !page.includes(`\`${member}\``))).toEqual([])
  }
})

/** Those of records within them included. */
const membersByKind = (signals: readonly object[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const byKind = new Map<string, Set<string>>()
  for (const signal of signals) {
    const { kind, attributes: _, ...facts } = signal as { kind: string; attributes?: unknown }
    const members = byKind.get(kind) ?? new Set()
    JSON.stringify(facts, (name, value) => {
      if (/\D/.test(name)) members.add(name)
      return value
    })
    byKind.set(kind, members)
  }
  return byKind
}

it('the sample in lines is one, too', () => {
  const [, lines = ''] = /```ndjson\n([\s\S]*?)```/.exec(page) ?? []
  const parsed = parseNdjson(lines)
  expect(parsed).toMatchObject({ ok: true, batch: { signals: [{}, {}], losses: [{}] } })
})

import { readFileSync } from 'node:fs'
import { parseBatch, parseNdjson } from '@holdfast/shared/schema'
import { expect, it } from 'vitest'

const page = readFileSync(new URL('../../docs/wire-format.md', import.meta.url), 'utf8')

it('the sample of docs/wire-format.md is a batch, member by member', () => {
  const sample: unknown = JSON.parse(/```http[^{]*([\s\S]*?)```/.exec(page)?.[1] ?? '')
  expect(parseBatch(sample)).toEqual({ ok: true, batch: sample })
})

it('the sample in lines is one, too', () => {
  const [, sample = ''] = /```ndjson\n([\s\S]*?)```/.exec(page) ?? []
  const parsed = parseNdjson(sample)
  expect(parsed).toMatchObject({ ok: true, batch: { signals: [{}, {}], losses: [{}] } })
})

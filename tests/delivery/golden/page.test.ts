import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { differences } from './differences.ts'
import { toTable } from './toTable.ts'

const file = new URL('../../../docs/sentry.md', import.meta.url)
const section = /(?<=<!-- differences -->\n)[\s\S]*(?=<!-- \/differences -->)/

it('the page on Sentry has the differences as the tests know them', () => {
  const page = readFileSync(file, 'utf8')
  const written = page.replace(section, () => `\n${toTable(differences)}\n\n`)
  if (process.env['HOLDFAST_WRITE']) writeFileSync(file, written)
  expect(readFileSync(file, 'utf8')).toBe(written)
})

it('each is justified, and none twice', () => {
  const rows = differences.flatMap((difference) => difference.rows)
  const places = rows.flatMap(({ path, what, where, cases = ['all'], sentry }) =>
    where.flatMap((runtime) => cases.map((name) => [path, what, runtime, name, sentry].join(' '))),
  )
  expect(new Set(places).size).toBe(places.length)
  for (const { subject, why } of differences) expect([subject, why]).not.toContain('')
})

import { readFileSync } from 'node:fs'
import { cloudEvents, stripeMeters } from '@holdfast/node/metering'
import { expect, it } from 'vitest'

const page = readFileSync(new URL('../../../docs/sinks.md', import.meta.url), 'utf8')

it.each([
  ['CloudEvents', cloudEvents({ url: 'https://meter.test', none: 1 } as never)],
  ['Stripe', stripeMeters({ apiKey: 'rk_test', none: 1 } as never)],
])('docs/sinks.md names every option of the sink for %s, and no other', (title, sink) => {
  const [, section = ''] = new RegExp(`### ${title}[^]*?(\\| option[^]*?)\\n\\n`).exec(page) ?? []
  const rows = [...section.matchAll(/^\| (`[^|]*`) \|/gm)].map(([, cell = '']) => cell)
  const named = rows.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name))
  const [problem] = 'problems' in sink ? sink.problems : []
  expect([...named].sort()).toEqual(problem?.expected.replace('one of ', '').split(', ').sort())
})

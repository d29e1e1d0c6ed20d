import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { runNode } from '../harness/runNode.ts'

const script = new URL('children/docsExample.mjs', import.meta.url)
const page = readFileSync(new URL('../../docs/resilience.md', import.meta.url), 'utf8')
const examples = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = '']) => code)

it('finds the examples', () => {
  expect(examples).toHaveLength(7)
})

it.each(examples)('of the page runs: %s', async (code) => {
  const { code: exit, stderr } = await runNode({ script, env: { example: code } })
  expect([exit, stderr]).toEqual([0, ''])
})

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { runNode } from '../harness/runNode.ts'

const script = new URL('../resilience/children/docsExample.mjs', import.meta.url)
const page = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8')

it('of the page on privacy, the example prints what it says', async () => {
  const [, example = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? []
  const { code, stdout, stderr } = await runNode({ script, env: { example } })
  expect([code, stderr]).toEqual([0, ''])
  const said = [...example.matchAll(/console\.log\(.*?\) \/\/ (.*)/g)].map(([, text]) => text)
  expect(said).toHaveLength(2)
  expect(stdout.trim().split('\n')).toEqual(said)
})

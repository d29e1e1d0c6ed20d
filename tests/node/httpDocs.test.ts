import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { runNode } from '../harness/runNode.ts'

const script = new URL('../resilience/children/docsExample.mjs', import.meta.url)
const page = readFileSync(new URL('../../docs/http.md', import.meta.url), 'utf8')
const examples = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = '']) => code)

it('finds the examples', () => {
  expect(examples).toHaveLength(3)
})

it.each(examples)('of the page on http() is a sink: %s', async (code) => {
  const example = `${code}\nif (!('encode' in sink)) throw new Error(JSON.stringify(sink))`
  const { code: exit, stderr } = await runNode({ script, env: { example } })
  expect([exit, stderr]).toEqual([0, ''])
})

it('names every option', () => {
  const source = readFileSync(
    new URL('../../packages/shared/src/sinks/http/httpOptions.ts', import.meta.url),
    'utf8',
  )
  const [, body = ''] = /export interface HttpOptions<[^{]*\{([\s\S]*?)\n\}/.exec(source) ?? []
  const names = [...body.matchAll(/^ {2}readonly (\w+)/gm)].map(([, name]) => name)
  expect(names.length).toBeGreaterThan(8)
  expect([...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)).toEqual(names)
})

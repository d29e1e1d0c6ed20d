import { expect, it } from 'vitest'
import { runNode } from '../harness/runNode.ts'

const script = new URL('children/start.mjs', import.meta.url)

it('a start makes Node load neither its measurements nor streams', async () => {
  const run = await runNode({ script, env: { SINK_URL: 'http://127.0.0.1:9' } })
  const { code, stdout } = run
  expect(code).toBe(0)
  // What it does load is listed, so that this cannot be silent because nothing is.
  expect(stdout).toContain('signal_wrap')
  expect(stdout).not.toMatch(/perf|stream/)
})

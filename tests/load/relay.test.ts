import { describe, expect, it } from 'vitest'
import { runNode } from '../harness/runNode.ts'

describe('a relay under 10,000 batches a minute', () => {
  // Twice, for a machine that is busy with something else just then.
  it('takes and delivers all, at most twice as slow as a bare handler', { retry: 1 }, async () => {
    const script = new URL('../../bench/node/relay.mjs', import.meta.url)
    const { code, stdout, stderr } = await runNode({
      script,
      words: ['7', '2500'],
      longest: 50_000,
    })
    console.info(stdout)
    expect(stderr).toBe('')
    expect(stdout).toMatch(/delivered (\d+) of \1 signals/)
    expect(code).toBe(0)
  })
})

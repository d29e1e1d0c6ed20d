import { expect, it } from 'vitest'
import { runChild } from '../runChild.ts'

it('holds nothing of 10,000 calls that have ended in any way, and of 20,000 that never will', async () => {
  const { stdout, stderr } = await runChild('outgoingMemory.mjs', { flags: ['--expose-gc'] })
  expect(stderr).toBe('')
  expect(JSON.parse(stdout).grown).toBeLessThan(8 * 2 ** 20)
})

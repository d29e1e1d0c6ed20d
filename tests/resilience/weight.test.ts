import { expect, it } from 'vitest'
import { runNode } from '../harness/runNode.ts'

interface Held {
  readonly bytes: number
  readonly timers: number
  readonly active: number
}

/** Of three processes the lightest: what a collector has not come to yet is nobody's weight. */
const weigh = async (library: string): Promise<Held> => {
  const all = [await weighOnce(library), await weighOnce(library), await weighOnce(library)]
  return all.reduce((least, one) => (one.bytes < least.bytes ? one : least))
}

const weighOnce = async (library: string): Promise<Held> => {
  const script = new URL('children/thousandBreakers.mjs', import.meta.url)
  const { stdout, stderr } = await runNode({ script, flags: ['--expose-gc'], env: { library } })
  return stdout ? JSON.parse(stdout) : expect.fail(stderr)
}

it('a thousand open breakers hold no timer and less than a megabyte (row 25 of the pains)', async () => {
  const ours = await weigh('holdfast')
  expect(ours).toMatchObject({ timers: 0, active: 0 })
  expect(ours.bytes).toBeLessThan(1_000_000)
})

it('a thousand of opossum hold thousands of timers, and several times as much', async () => {
  const [ours, theirs] = [await weigh('holdfast'), await weigh('opossum')]
  expect(theirs.timers).toBeGreaterThanOrEqual(2_000)
  expect(theirs.bytes).toBeGreaterThan(4 * ours.bytes)
})

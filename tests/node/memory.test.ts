import { expect, it } from 'vitest'
import { startSink } from '../harness/startSink.ts'
import { runChild } from './runChild.ts'

it('holds what it has cut of a text, and not the text', async () => {
  const sink = await startSink()
  const { stdout } = await runChild('heldTexts.mjs', { sink, flags: ['--expose-gc'] })
  // Of a hundred mebibytes that were captured.
  expect(Number(stdout.trim())).toBeLessThan(20)
})

it('holds no more than its cap, and 10 MiB, of 200,000 errors while the sink is down', async () => {
  const cap = 8 * 2 ** 20
  const { stdout } = await runChild('heldSignals.mjs', {
    flags: ['--expose-gc'],
    env: { OUTBOX_BYTES: String(cap) },
  })
  const { grown, pending, accepted } = JSON.parse(stdout)
  expect(accepted).toBe(200_100)
  expect(pending, 'so much that the cap is what is measured').toBeGreaterThan(1_000)
  expect(grown).toBeLessThan(cap + 10 * 2 ** 20)
})

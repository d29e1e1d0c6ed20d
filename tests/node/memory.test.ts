import { expect, it } from 'vitest'
import { startSink } from '../harness/startSink.ts'
import { runChild } from './runChild.ts'

it('holds what it has cut of a text, and not the text', async () => {
  const sink = await startSink()
  const { stdout } = await runChild('heldTexts.mjs', { sink, flags: ['--expose-gc'] })
  // Of a hundred mebibytes that were captured.
  expect(Number(stdout.trim())).toBeLessThan(20)
})

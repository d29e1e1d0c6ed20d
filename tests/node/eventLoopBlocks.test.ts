import type { ReceivedError } from '@holdfast/shared/schema'
import { expect, it } from 'vitest'
import { errorsOf } from '../harness/readTaken.ts'
import { startSink } from '../harness/startSink.ts'
import { runChild } from './runChild.ts'

const script = 'eventLoopBlocks.mjs'

const framesOf = ({ exceptions: [first] }: ReceivedError) =>
  first?.stack && 'frames' in first.stack ? first.stack.frames : []

const namesOf = (block: ReceivedError) => framesOf(block).map((frame) => frame.function)

it('tells what blocked the event loop, how long, and the line', async () => {
  const sink = await startSink()
  const run = await runChild(script, { sink })
  expect(run).toMatchObject({ code: 0, stdout: '\n', stderr: '' })
  const blocks = errorsOf(sink)
  expect(blocks).toHaveLength(1)
  const [block] = blocks
  if (!block) return
  expect(block).toMatchObject({
    severity: 'warn',
    message: expect.stringMatching(/^The event loop was blocked for \d+\.\d s$/),
    exceptions: [{ type: 'EventLoopBlocked', mechanism: { handled: true } }],
  })
  expect(block.exceptions[0]?.properties?.['duration']).toBeGreaterThan(850)
  // Above it may be what it called just then.
  const blocking = framesOf(block).find((frame) => frame.function === 'workHard')
  expect(blocking).toMatchObject({
    file: expect.stringMatching(/^file:.*\/eventLoopBlocks\.mjs$/),
    source: { line: expect.stringContaining('while (performance.now() < end)') },
  })
})

it('tells each block once, and no more of them than it may', async () => {
  const sink = await startSink()
  await runChild(script, { sink, env: { BLOCKS: '3', PER_HOUR: '2' } })
  expect(errorsOf(sink)).toHaveLength(2)
})

it('is silent where none is long enough, and holds nobody up', async () => {
  const sink = await startSink()
  const run = await runChild(script, { sink, env: { LENGTH: '100', BLOCKS: '4' } })
  expect(run).toMatchObject({ code: 0, stderr: '' })
  expect(errorsOf(sink)).toEqual([])
})

it('survives blocks that end as it asks for their calls', async () => {
  const sink = await startSink()
  const run = await runChild(script, { sink, env: { LENGTH: '330', BLOCKS: '12' } })
  expect(run).toMatchObject({ code: 0, stderr: '' })
  for (const block of errorsOf(sink)) {
    const names = namesOf(block)
    if (names.length > 0) expect(names).toContain('workHard')
  }
})

it('leaves the debugger to whoever has it open', async () => {
  const sink = await startSink()
  const run = await runChild(script, { sink, flags: ['--inspect=127.0.0.1:0'] })
  expect(run.code).toBe(0)
  const [block] = errorsOf(sink)
  expect(block?.exceptions[0]?.properties?.['duration']).toBeGreaterThan(850)
  expect(block?.exceptions[0]?.stack).toBeUndefined()
})

it.each([
  ['a process that was stopped is not blocked', 'stopped', 0],
  ['calls that wait outside of JavaScript', 'native', 1],
  ['a program that is being loaded is not blocked', 'loading', 0],
])('%s', async (_, how, count) => {
  const sink = await startSink()
  const run = await runChild('eventLoopWaits.mjs', { sink, env: { HOW: how } })
  expect(run).toMatchObject({ code: 0, stdout: '\n', stderr: '' })
  expect(errorsOf(sink)).toHaveLength(count)
  const [block] = errorsOf(sink)
  if (block) {
    // They return into JavaScript, where the block is over: their calls may come too late.
    const names = namesOf(block)
    if (names.length > 0) expect(names).toContain('waitOutside')
    expect(block.exceptions[0]?.properties?.['duration']).toBeGreaterThan(900)
  }
})

it('says once that it does not watch a worker thread', async () => {
  const sink = await startSink()
  const run = await runChild('eventLoopWaits.mjs', { sink, env: { HOW: 'worker' } })
  expect(run).toMatchObject({ code: 0, stdout: 'notWatched\n' })
})

it('says once that it may start no thread, and tries no more', async () => {
  const [flag = ''] = ['--permission', '--experimental-permission'].filter((name) =>
    process.allowedNodeEnvironmentFlags.has(name),
  )
  const sink = await startSink()
  const flags = [flag, '--allow-fs-read=*', '--allow-fs-write=*']
  // From Node 25 on, the network is forbidden as well.
  if (process.allowedNodeEnvironmentFlags.has('--allow-net')) flags.push('--allow-net')
  const run = await runChild(script, { sink, flags })
  expect(run).toMatchObject({ code: 0, stdout: 'notWatched\n' })
})

it('the required copy watches, too', async () => {
  const sink = await startSink()
  const run = await runChild('eventLoopBlocks.cjs', { sink })
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const [block] = errorsOf(sink)
  expect(block && framesOf(block)[0]).toMatchObject({ function: 'workHard' })
})

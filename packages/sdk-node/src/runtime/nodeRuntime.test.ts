import type { Ending } from '@holdfast/shared'
import { runtimeContract } from '@holdfast/shared/contracts'
import { startFaultyUrls } from '@holdfast/shared/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { createNodeRuntime } from './nodeRuntime.ts'

const servers = await startFaultyUrls()
afterAll(() => servers.stop())

// No `end`: the contract asks for `hidden`, which a process never is. Its endings are tested below.
const cases = runtimeContract(createNodeRuntime, {
  urls: servers.urls,
  wallNow: () => Date.now(),
})

describe('the runtime of Node keeps its contract', () => {
  for (const { name, run, skipped } of cases) {
    it(name, async ({ skip }) => {
      skip(skipped !== undefined, skipped)
      await run()
    })
  }

  it('tells that nothing is left to do, until it is asked no more', () => {
    const heard: Ending[] = []
    const stop = createNodeRuntime().lifecycle.onEnding((ending) => heard.push(ending))
    process.emit('beforeExit', 0)
    stop()
    process.emit('beforeExit', 0)
    expect(heard).toEqual(['idle'])
  })

  it('keeps a scope over all that its function starts', async () => {
    const { context, scheduler } = createNodeRuntime()
    const scope = { data: { tags: {}, contexts: {} } } as never
    const later = context.run(
      scope,
      () =>
        new Promise((resolve) => {
          scheduler.hold(5 as never, () => resolve(context.current()))
        }),
    )
    expect(context.current()).toBeUndefined()
    expect(await later).toBe(scope)
  })
})

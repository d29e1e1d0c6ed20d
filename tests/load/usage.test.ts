import { expect, it } from 'vitest'
import { runNode } from '../harness/runNode.ts'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'

it('a million subjects are metered in bounded memory while the sink is down, and none is lost', async () => {
  const place = createTemporaryFolder()
  const script = new URL('children/meter.mjs', import.meta.url)
  const flags = ['--expose-gc']
  const shared = { SUBJECTS: '1000000', HOLDFAST_STORE_DIR: place.path }
  const toNobody = { ...shared, URL_OF_SINK: 'http://127.0.0.1:9/' }
  try {
    const down = await runNode({ script, flags, env: toNobody, longest: 60_000 })
    expect(down.stderr).toBe('')
    const { grownMiB, sinks, store } = JSON.parse(down.stdout)
    console.info(`The heap has grown by ${grownMiB.toFixed(1)} MiB.`)
    // What its lane holds, and for each signal on the disk where it lies.
    expect(grownMiB).toBeLessThan(24)
    expect(sinks.http.usage.lost).toEqual({})
    expect(store).toEqual({ notStored: 0, unreadable: 0 })

    const up = await runNode({ script, flags, env: shared, longest: 60_000 })
    expect(up.stderr).toBe('')
    expect(JSON.parse(up.stdout)).toMatchObject({
      subjects: 1_000_000,
      isOnce: true,
      sinks: { counting: { usage: { pending: 0, lost: {} } } },
    })
  } finally {
    place.remove()
  }
}, 150_000)

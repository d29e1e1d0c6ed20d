import { expect, it } from 'vitest'
import { runNode } from '../harness/runNode.ts'
import { startSink } from '../harness/startSink.ts'

const script = new URL('children/endAlone.mjs', import.meta.url)
/** Well below any of the limits by which a request is given up. */
const soon = 3_500

it.each([
  ['a request that hangs', '127.0.0.1', { do: 'hang' }],
  ['one to a host that was reached by its second address', 'sink.test', { do: 'hang' }],
  ['a connection that is kept for more', '127.0.0.1', undefined],
] as const)('%s does not keep a process that is done', async (_, host, behaviour) => {
  const sink = await startSink()
  sink.behaveAlways(behaviour)
  const env = { SINK_URL: sink.url.replace('127.0.0.1', host) }
  const { code, stderr, milliseconds } = await runNode({ script, env })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(sink.requests.length).toBeGreaterThan(0)
  expect(milliseconds).toBeLessThan(soon)
})

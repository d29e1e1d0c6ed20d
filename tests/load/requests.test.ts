import { expect, it } from 'vitest'
import { runNode } from '../harness/runNode.ts'

/** HOLDFAST_REQUESTS in the environment has it run for longer. */
const requests = process.env['HOLDFAST_REQUESTS'] ?? '200000'
const flags = ['--expose-gc']

it('requests that have ended leave nothing behind, nor do connections', async () => {
  const script = new URL('children/requests.mjs', import.meta.url)
  const env = { REQUESTS: requests, CONNECTIONS: '5000' }
  const { stdout, stderr } = await runNode({ script, flags, env, longest: 600_000 })
  expect(stderr).toBe('')
  const { bytesARequest, ofConnections, open, listeners } = JSON.parse(stdout)
  console.info(`The heap grows by ${bytesARequest.toFixed(2)} bytes a request.`)
  // There is no object as small: what is measured is noise, and the code that is still being compiled.
  expect(bytesARequest).toBeLessThan(4)
  expect(ofConnections / 5_000).toBeLessThan(200)
  expect(open).toBe(0)
  expect(listeners).toEqual({
    ...{ request: 1, connection: 2, listening: 1 },
    ...{ newListener: 1, removeListener: 1, close: 1 },
  })
}, 600_000)

it('a million errors are held within the cap, and 10 MiB, while the sink is down', async () => {
  const cap = 8 * 2 ** 20
  const script = new URL('../node/children/heldSignals.mjs', import.meta.url)
  const env = { OUTBOX_BYTES: String(cap), ROUNDS: '1000' }
  const { stdout } = await runNode({ script, flags, env, longest: 120_000 })
  const { grown, accepted } = JSON.parse(stdout)
  console.info(`The heap has grown by ${(grown / 2 ** 20).toFixed(1)} MiB.`)
  expect(accepted).toBe(1_000_100)
  expect(grown).toBeLessThan(cap + 10 * 2 ** 20)
}, 130_000)

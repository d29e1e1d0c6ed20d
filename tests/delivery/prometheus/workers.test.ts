import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { runNode } from '../../harness/runNode.ts'
import { createTemporaryFolder } from '../../harness/temporaryFolder.ts'

interface WorkerPlace {
  readonly id: number
  readonly pid: number
  readonly port: number
}

interface ClusterPlace {
  readonly port: number
  readonly workers: readonly WorkerPlace[]
}

const script = (name: string): URL => new URL(`children/${name}`, import.meta.url)

/** A primary and its workers, which share a folder for what is not delivered. */
const startCluster = async (env: Readonly<Record<string, string>> = {}) => {
  const folder = createTemporaryFolder()
  const child = spawn(process.execPath, [fileURLToPath(script('cluster.mjs'))], {
    env: { PATH: process.env['PATH'], HOLDFAST_STORE_DIR: folder.path, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  onTestFinished(async () => {
    // Its workers end as they lose it.
    child.kill('SIGTERM')
    await ended
    folder.remove()
  })
  const place = await new Promise<ClusterPlace>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (line: string) => resolve(JSON.parse(line)))
    child.once('close', () => reject(new Error('The cluster has ended.')))
  })
  const get = async (path: string, port = place.port): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}${path}`)
  return {
    ...place,
    get,
    scrape: async (port?: number) => read(await (await get('/metrics', port)).text()),
  }
}

/** Values by the text before them. */
const read = (text: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  )

const patient = { timeout: 15_000, interval: 100 }
const sum = { orders_total: 4_001, render_seconds_count: 4_000, queue: 20 }

describe('four workers of a cluster', () => {
  it('sum up, whichever is scraped, and only what is alive has gauges', async () => {
    const { workers, scrape, get } = await startCluster()
    expect(await scrape()).toMatchObject(sum)
    for (const { port, id } of workers) {
      expect(await scrape(port)).toMatchObject({
        ...sum,
        [`orders_by_total{who="${id}"}`]: 1_000,
        'render_seconds_bucket{le="0.05"}': 2_000,
      })
    }
    const [first, second, third] = workers
    // Told, but never written down as told: who takes over what it left tells it again.
    await get(`/die?worker=${first?.id}`)
    const afterDeath = { orders_total: 5_001, render_seconds_count: 5_000, queue: 15 }
    await vi.waitFor(async () => expect(await scrape()).toMatchObject(afterDeath), patient)
    await get('/fork')
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(await scrape()).toMatchObject(afterDeath)
    // One that ends on its own account hands over what it had.
    await get(`/exit?worker=${second?.id}`)
    const afterExit = { orders_total: 6_001, render_seconds_count: 6_000, queue: 10 }
    await vi.waitFor(async () => expect(await scrape()).toMatchObject(afterExit), patient)
    process.kill(Number(third?.pid), 'SIGKILL')
    await vi.waitFor(async () => {
      expect(await scrape()).toMatchObject({ ...afterExit, queue: 5 })
    }, patient)
    expect(await (await get('/heard')).json()).toEqual(
      expect.arrayContaining([{ app: 'hello', port: first?.port }]),
    )
  })

  it('do not hold up a scrape when one of them is busy', async () => {
    const { workers, scrape, get } = await startCluster()
    await scrape()
    await get(`/count?worker=${workers[1]?.id}`)
    await get(`/block?worker=${workers[0]?.id}`)
    const started = performance.now()
    expect(await scrape()).toMatchObject({
      orders_total: 5_001,
      queue: 20,
    })
    expect(performance.now() - started).toBeLessThan(3_000)
    await vi.waitFor(async () => {
      await get(`/count?worker=${workers[0]?.id}`)
      expect((await scrape())['orders_total']).toBeGreaterThanOrEqual(6_001)
    }, patient)
  })

  it('may have threads of their own', async () => {
    const { workers, scrape, get } = await startCluster()
    for (const { id } of workers.slice(0, 2)) await get(`/thread?worker=${id}`)
    await vi.waitFor(async () => {
      expect(await scrape()).toMatchObject({ orders_total: 6_001, queue: 30 })
    }, patient)
    process.kill(Number(workers[0]?.pid), 'SIGKILL')
    await vi.waitFor(async () => {
      expect(await scrape()).toMatchObject({ orders_total: 6_001, queue: 20 })
    }, patient)
  })

  it('can have a primary that only adds up', async () => {
    const { scrape } = await startCluster({ PRIMARY_MONITOR: 'no' })
    expect(await scrape()).toMatchObject({ ...sum, orders_total: 4_000 })
  })

  it('say so where their primary has no sink', async () => {
    const { workers, get } = await startCluster({ PRIMARY_SINK: 'no' })
    const response = await get('/metrics', workers[0]?.port)
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('No sink "prometheus"')
  })
})

describe('threads', () => {
  it('sum up in the main one, and keep nothing alive', async () => {
    const run = await runNode({ script: script('threads.mjs') })
    expect({ ...run, milliseconds: 0 }).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(run.stdout)).toEqual({
      both: [3_000, 15, 3_000],
      oneTerminated: [3_000, 10, 3_000],
      oneEnded: [4_000, 10, 4_000],
    })
  })
})

it('an attack by 100,000 series leaves memory where it was, and no count of a known name is lost', async () => {
  const { stdout, stderr } = await runNode({
    script: script('attack.mjs'),
    flags: ['--expose-gc'],
    longest: 55_000,
  })
  expect(stderr).toBe('')
  const { grown, counted } = JSON.parse(stdout)
  expect(grown).toBeLessThan(3 * 2 ** 20)
  expect(counted).toBe(100_000)
})

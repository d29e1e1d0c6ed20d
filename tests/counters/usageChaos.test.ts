import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { runNode } from '../harness/runNode.ts'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'
import { type Store, stores } from './stores.ts'

const processes = 4
const usesOfEach = 250_000
const subjects = 10_000
const [ioredis, , postgres] = stores
const engines = [
  ['redis', ioredis],
  ['postgres', postgres],
] as const

const scriptAt = (name: string): URL => new URL(`children/${name}`, import.meta.url)
const pause = (delay: number) => new Promise((resolve) => setTimeout(resolve, delay))

/** One of those that meter: it may be killed, and goes on where it was. */
interface Meterer {
  /** What its calls acknowledged, a byte each. */
  acknowledged(): string
  readonly offset: number
  /** Resolves with the code of the last of its lives. */
  end(): Promise<number | null>
  killAndRestart(): Promise<void>
}

const startMeterer = (number: number, folder: string, env: Record<string, string>): Meterer => {
  const path = join(folder, `acknowledged-${number}`)
  const offset = number * 2_500
  const begin = (): ChildProcess =>
    spawn(process.execPath, [fileURLToPath(scriptAt('meter.mjs'))], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...env, ACKNOWLEDGED: path, OFFSET: String(offset) },
    })
  let child = begin()
  onTestFinished(() => void child.kill('SIGKILL'))
  const end = async (): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    return child.exitCode
  }
  return {
    acknowledged: () => (existsSync(path) ? readFileSync(path, 'latin1') : ''),
    offset,
    end,
    killAndRestart: async () => {
      child.kill('SIGKILL')
      await end()
      expect(child.signalCode).toBe('SIGKILL')
      child = begin()
    },
  }
}

/** Of each subject, what was acknowledged, and what nobody knows of. */
const expectedOf = (meterers: readonly Meterer[]) => {
  const sure = new Array<number>(subjects).fill(0)
  const open = new Array<number>(subjects).fill(0)
  for (const { acknowledged, offset } of meterers) {
    for (const [number, letter] of [...acknowledged()].entries()) {
      const counts = letter === 'a' ? sure : open
      const subject = (number + offset) % subjects
      counts[subject] = (counts[subject] ?? 0) + 1
    }
  }
  return { sure, open }
}

/** Over the end of a month as well. */
const totalsOf = async (
  { open }: Store,
  port: number,
  began: number,
): Promise<readonly number[]> => {
  const { counters, close } = await open(port)
  const now = Date.now()
  const monthOf = (time: number): string => new Date(time).toISOString().slice(0, 7)
  const moments = monthOf(began) === monthOf(now) ? [now] : [began, now]
  const totals: number[] = []
  for (let subject = 0; subject < subjects; subject++) {
    let total = 0
    for (const at of moments) {
      total += await counters.totals('calls', `customer-${subject}`, { period: 'month', at })
    }
    totals.push(total)
  }
  await close()
  return totals
}

it.each(engines)(
  'a million uses of ten thousand subjects are in %s to the unit, whoever dies',
  { timeout: 400_000 },
  async (engine, store) => {
    if (!store) throw new Error('There is no such store.')
    const began = Date.now()
    const server = await store.start()
    onTestFinished(server.stop)
    const folder = createTemporaryFolder()
    onTestFinished(folder.remove)
    const env = {
      ENGINE: engine,
      PORT: String(server.port),
      COUNT: String(usesOfEach),
      SUBJECTS: String(subjects),
      HOLDFAST_STORE_DIR: join(folder.path, 'store'),
    }
    const meterers = Array.from({ length: processes }, (_, number) =>
      startMeterer(number, folder.path, env),
    )
    const [first, second] = meterers
    for (const meterer of [first, second, first]) {
      await pause(1_000 + Math.random() * 2_000)
      await meterer?.killAndRestart()
    }
    await server.restart()
    await pause(Math.random() * 2_000)
    await second?.killAndRestart()
    const codes = await Promise.all(meterers.map(({ end }) => end()))
    expect(codes).toEqual([0, 0, 0, 0])

    const recovered = await runNode({ script: scriptAt('recover.mjs'), env, longest: 120_000 })
    expect(recovered.stderr).toBe('')
    const { left, store: books } = JSON.parse(recovered.stdout)
    expect({ left, books }).toEqual({ left: false, books: { notStored: 0, unreadable: 0 } })

    const { sure, open } = expectedOf(meterers)
    const unknown = open.reduce((sum, count) => sum + count, 0)
    expect(sure.reduce((sum, count) => sum + count, 0) + unknown).toBe(1_000_000)
    expect(unknown).toBeLessThanOrEqual(4)
    const totals = await totalsOf(store, server.port, began)
    const wrong = totals
      .map((total, subject) => ({ subject, total, sure: sure[subject] ?? 0, open: open[subject] }))
      .filter(({ total, sure, open = 0 }) => total < sure || total > sure + open)
    expect(wrong).toEqual([])
  },
)

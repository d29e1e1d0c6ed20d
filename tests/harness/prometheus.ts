import { spawn, spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTemporaryFolder } from './temporaryFolder.ts'

/** One of the series that an answer holds. */
export interface PromSample {
  readonly metric: Readonly<Record<string, string>>
  readonly value: number
}

export interface Prometheus {
  /** The answer of its API: https://prometheus.io/docs/prometheus/latest/querying/api */
  ask(path: string): Promise<unknown>
  query(expression: string): Promise<readonly PromSample[]>
  stop(): Promise<void>
}

interface PrometheusOptions {
  /** Scraped each second. */
  readonly target: string
  /** Each a `--enable-feature`. */
  readonly features?: readonly string[]
}

/** What `promtool check metrics` says of a text; all is empty and zero where it has nothing to say. */
export const checkMetrics = (text: string): object => {
  const { status, stdout, stderr } = spawnSync(findProgram('promtool'), ['check', 'metrics'], {
    input: text,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

/** A real Prometheus with a configuration and a folder of its own, on a free port. */
export const startPrometheus = async (options: PrometheusOptions): Promise<Prometheus> => {
  const { target, features = [] } = options
  const folder = createTemporaryFolder()
  const config = join(folder.path, 'prometheus.yml')
  writeFileSync(config, configFor(new URL(target)))
  const child = spawn(
    findProgram('prometheus'),
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder.path, 'data')}`,
      '--web.listen-address=127.0.0.1:0',
      ...features.map((feature) => `--enable-feature=${feature}`),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder.path },
  )
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
    await ended
    clearTimeout(timer)
    folder.remove()
  }
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.once('error', reject)
    child.once('close', () => reject(new Error(`Prometheus has ended: ${said}`)))
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-100_000)
      const found = /"?Listening on"? address="?(127\.0\.0\.1:\d+)/.exec(said)
      if (found?.[1]) resolve(found[1])
    })
  })
  const ask = async (path: string): Promise<unknown> => {
    const response = await fetch(`http://${address}/api/v1/${path}`)
    return ((await response.json()) as { readonly data: unknown }).data
  }
  return {
    ask,
    query: async (expression) => {
      const data = await ask(`query?query=${encodeURIComponent(expression)}`)
      const { result } = (data ?? { result: [] }) as { readonly result: readonly RawSample[] }
      return result.map(({ metric, value }) => ({ metric, value: Number(value?.[1]) }))
    },
    stop,
  }
}

interface RawSample {
  readonly metric: Readonly<Record<string, string>>
  readonly value?: readonly [number, string]
}

const configFor = ({ host, pathname }: URL): string => `
global: { scrape_interval: 1s, scrape_timeout: 1s }
scrape_configs:
  - job_name: own
    metrics_path: ${pathname}
    static_configs: [{ targets: ['${host}'] }]
`

const findProgram = (name: string): string => {
  const unpacked = fileURLToPath(new URL('../../.build/prometheus/usr/bin', import.meta.url))
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const found = [process.env['HOLDFAST_PROMETHEUS'] ?? '', ...folders, unpacked]
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))
  if (!found) throw new Error(`No ${name}: node scripts/setup.mjs --prometheus brings one.`)
  return found
}

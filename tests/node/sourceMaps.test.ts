import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type BuildOptions, build } from 'esbuild'
import { afterAll, expect, it } from 'vitest'
import { errorsOf } from '../harness/readTaken.ts'
import { runNode } from '../harness/runNode.ts'
import { startSink } from '../harness/startSink.ts'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'

const written = `import { http, init } from '@holdfast/node'

interface Order { readonly id: number }

const monitor = init({
  service: 'mapped',
  sinks: [http({ url: process.env['SINK_URL'] ?? '' })],
  sourceMaps: process.env['SOURCE_MAPS'] === 'true',
})

const placeOrder = (order: Order): never => {
  const note: string = 'of the original'
  throw new RangeError(\`no stock for \${order.id} \${note}\`)
}

const beginOrder = (id: number): void => placeOrder({ id })
if (process.env['UNCAUGHT']) {
  setTimeout(() => beginOrder(7))
} else {
  try {
    beginOrder(7)
  } catch (error) {
    monitor.captureError(error)
  }
  await monitor.close('5s')
}
`
const folder = createTemporaryFolder()
afterAll(() => folder.remove())
symlinkSync(
  fileURLToPath(new URL('../node_modules', import.meta.url)),
  join(folder.path, 'node_modules'),
)

interface Built {
  readonly script: URL
  readonly source: string
}

/** An app of TypeScript, as a bundler leaves it. */
const bundle = async (name: string, options: BuildOptions = {}): Promise<Built> => {
  const home = join(folder.path, name)
  const source = join(home, 'src', 'app.ts')
  mkdirSync(join(home, 'src'), { recursive: true })
  writeFileSync(source, written)
  const outfile = join(home, 'dist', 'app.mjs')
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    minify: true,
    sourcemap: 'linked',
    ...options,
  })
  return { script: pathToFileURL(outfile), source }
}

const frameOf = async (
  { script }: Built,
  { env = {}, flags = [] }: { env?: Record<string, string>; flags?: readonly string[] } = {},
) => {
  const sink = await startSink()
  const run = await runNode({ script, flags, env: { SINK_URL: sink.url, ...env } })
  expect(run.code).toBe(env['UNCAUGHT'] ? 1 : 0)
  const [error] = errorsOf(sink)
  expect(error?.message).toBe('no stock for 7 of the original')
  const stack = error?.exceptions[0]?.stack
  return stack && 'frames' in stack ? stack.frames[0] : undefined
}

const original = {
  line: 13,
  inApp: true,
  source: { line: expect.stringContaining('throw new RangeError(`no stock') },
}
const asked = { env: { SOURCE_MAPS: 'true' } }

it.each([['linked'], ['inline']] as const)(
  'a map that is %s tells what was written',
  async (sourcemap) => {
    const built = await bundle(sourcemap, { sourcemap })
    const frame = await frameOf(built, asked)
    expect(frame).toMatchObject({ ...original, file: built.source, function: 'placeOrder' })
    // What it was written as may be anywhere else: the map has it.
    rmSync(built.source)
    expect(await frameOf(built, asked)).toMatchObject({ ...original, file: built.source })
    expect(await frameOf(built, { env: { ...asked.env, UNCAUGHT: '1' } })).toMatchObject(original)
  },
)

it('without its text, the file is read that it names', async () => {
  const built = await bundle('textless', { sourcesContent: false })
  expect(await frameOf(built, asked)).toMatchObject(original)
})

it('none is read where nobody asked', async () => {
  const built = await bundle('unasked')
  expect((await frameOf(built))?.file).toMatch(/dist\/app\.mjs$/)
})

it('where Node does it itself, its names are read, and what it has loaded', async () => {
  const built = await bundle('flagged')
  const flags = ['--enable-source-maps']
  expect(await frameOf(built, { flags })).toMatchObject({
    ...original,
    file: expect.stringContaining('src/app.ts'),
  })
  rmSync(built.source)
  expect(await frameOf(built, { flags })).toMatchObject(original)
})

it('names that a bundler made up are told as they are', async () => {
  const built = await bundle('packed')
  const [map = ''] = readdirSync(join(folder.path, 'packed', 'dist')).filter((name) =>
    name.endsWith('.map'),
  )
  const path = join(folder.path, 'packed', 'dist', map)
  const payload = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...payload, sources: ['webpack://shop/./src/app.ts'] }))
  const told = {
    ...original,
    file: expect.stringMatching(/^webpack:\/\/shop\/(?:\.\/)?src\/app\.ts$/),
  }
  expect(await frameOf(built, asked)).toMatchObject(told)
  renameSync(built.source, `${built.source}.gone`)
  expect(await frameOf(built, { flags: ['--enable-source-maps'] })).toMatchObject(told)
})

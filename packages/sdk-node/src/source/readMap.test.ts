import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ErrorSignal, Frame } from '@holdfast/shared'
import { createTimerScheduler } from '@holdfast/shared/web-runtime'
import { afterAll, describe, expect, it } from 'vitest'
import { createLocate } from './createLocate.ts'
import { createFiles } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-maps-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const scheduler = createTimerScheduler<NodeJS.Timeout>({ setTimeout, clearTimeout }, (timer) =>
  timer.unref(),
)
const locate = createLocate({
  sourceLines: 1,
  sourceMaps: true,
  scrubText: undefined,
  maxSignalBytes: 200_000,
  scheduler,
})

let count = 0
/** The first frame of a call at the beginning of a file that ends in that comment. */
const frameOf = async (comment: string): Promise<Frame | undefined> => {
  const path = join(folder, `${count++}.js`)
  writeFileSync(path, `generated()\n${comment}\n`)
  const text = `Error: failed\n    at run (${path}:1:1)`
  const mechanism = { type: 'captured', handled: true }
  const exceptions = [{ type: 'Error', message: 'failed', mechanism, stack: { text } }]
  const signal = { kind: 'error', message: 'failed', exceptions } as unknown as ErrorSignal
  const told = await locate(signal, false)
  const stack = told.kind === 'error' ? told.exceptions[0]?.stack : undefined
  return stack && 'frames' in stack ? stack.frames[0] : undefined
}

const inline = (payload: unknown): string =>
  `//# sourceMappingURL=data:application/json;base64,${Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)).toString('base64')}`

const right = {
  version: 3,
  sources: ['src/app.ts'],
  sourcesContent: ['written()\nmore'],
  names: [],
  mappings: 'AAAA',
}

writeFileSync(
  join(folder, 'long.map'),
  JSON.stringify({ ...right, mappings: 'AAAA;'.repeat(500_000) }),
)

it('a right map tells what was written', async () => {
  expect(await frameOf(inline(right))).toMatchObject({
    file: join(folder, 'src/app.ts'),
    line: 1,
    source: { line: 'written()', after: ['more'] },
  })
})

describe('a call is told as it ran, and nothing fails, with', () => {
  const deep = { ...right, sections: undefined as unknown }
  deep.sections = Array.from({ length: 3 }).reduce<unknown>(
    (inner) => [{ offset: { line: 0, column: 0 }, map: { version: 3, sections: inner } }],
    [],
  )
  it.each([
    ['no JSON', inline('{"version":3')],
    ['another JSON', inline('null')],
    ['no mappings', inline({ ...right, mappings: undefined })],
    ['mappings of another type', inline({ ...right, mappings: { length: 1 } })],
    ['too many mappings', '//# sourceMappingURL=long.map'],
    ['sources of another type', inline({ ...right, sources: [{}] })],
    ['sources that are none', inline({ ...right, sources: 7 })],
    ['sections in sections', inline(deep)],
    ['a map of the network', '//# sourceMappingURL=https://example.com/app.js.map'],
    ['a map above the file', '//# sourceMappingURL=../../../etc/app.js.map'],
    ['a map anywhere', '//# sourceMappingURL=/etc/app.js.map'],
    ['a map that is called otherwise', '//# sourceMappingURL=passwd'],
    ['a name that is none', '//# sourceMappingURL=%zz.map'],
    ['no map', '//# sourceMappingURL=gone.js.map'],
  ])('%s', async (_, comment) => {
    const frame = await frameOf(comment)
    expect(frame?.file).toMatch(/\d+\.js$/)
    expect(frame).toMatchObject({ line: 1, source: { line: 'generated()' } })
  })
})

it.each([
  ['../../../../etc/passwd', undefined],
  ['https://example.com/app.ts', undefined],
  ['file://server/share/app.ts', undefined],
  ['../node_modules/dependency/index.ts', undefined],
])('of %s, which a map names, nothing is read', async (source, told) => {
  const frame = await frameOf(inline({ ...right, sources: [source], sourcesContent: undefined }))
  expect(frame?.file).toContain(source.replaceAll('../', ''))
  expect(frame?.source).toEqual(told)
})

it('a disk that hangs is not waited for, nor asked again until it is back', async () => {
  const path = join(folder, 'slow.js')
  writeFileSync(path, 'there')
  const files = createFiles({
    after: (_, late) => {
      late()
      return () => undefined
    },
  })
  expect(await files.readLater({ path, most: 99 })).toBeUndefined()
  expect(await files.readLater({ path, most: 99 })).toBeUndefined()
  await new Promise((resolve) => setTimeout(resolve, 100))
  const calm = createFiles(scheduler)
  expect(String(await calm.readLater({ path, most: 99 }))).toBe('there')
})

import { describe, expect, it } from 'vitest'
import type { Exception } from '../model/exception.ts'
import { createImagesOf } from './debugImages.ts'

const first = '1f8b7c1e-5a3d-4c2b-9e0f-7a6d5c4b3a21'
const second = '2e7a6d5c-4b3a-4192-8f0e-1d2c3b4a5968'
const page = 'https://shop.example/app.js'
const vendor = 'https://shop.example/vendor.js'

const exceptionIn = (...files: readonly string[]): Exception => ({
  type: 'Error',
  message: 'x',
  mechanism: { type: 'captured', handled: true },
  stack: { frames: files.map((file) => ({ file, inApp: true })) },
})

/** As a bundler's plugin leaves them: under the stack of an error that was made in the file. */
const globals = {
  [`Error\n    at ${page}:1:1\n    at ${vendor}:9:9`]: first,
  [`@${vendor}:1:1\n`]: second,
}

describe('createImagesOf', () => {
  it('names the builds of the files that occur, each once', () => {
    const imagesOf = createImagesOf(() => [globals])
    const image = { file: page, debugId: first }
    expect(imagesOf([exceptionIn(page, page, 'https://x.example/a.js')])).toEqual([image])
    expect(imagesOf([exceptionIn(page), exceptionIn(vendor, page)])).toEqual([
      image,
      { file: vendor, debugId: second },
    ])
    expect(imagesOf([exceptionIn()])).toEqual([])
  })

  it('reads both globals, and what is added later', () => {
    const later: Record<string, string> = {}
    const imagesOf = createImagesOf(() => [later, undefined])
    expect(imagesOf([exceptionIn(page)])).toEqual([])
    Object.assign(later, globals)
    expect(imagesOf([exceptionIn(page)])).toHaveLength(1)
  })

  it('reads each text once', () => {
    let reads = 0
    const ids = Object.defineProperty({}, `@${page}:1:1`, {
      enumerable: true,
      get: () => {
        reads++
        return first
      },
    })
    const imagesOf = createImagesOf(() => [ids])
    for (let count = 0; count < 5; count++) expect(imagesOf([exceptionIn(page)])).toHaveLength(1)
    expect(reads).toBe(1)
  })

  it.each<readonly [string, () => readonly unknown[]]>([
    ['nothing', () => []],
    ['no objects', () => [null, undefined, 7, 'text', Symbol('s')]],
    ['ids that are none', () => [{ [`@${page}:1:1`]: 'not an id', [`at ${page}:1:2`]: 7 }]],
    ['texts that are no stacks', () => [{ app: first }]],
    [
      'a reading that throws',
      () => {
        throw new Error('in a getter')
      },
    ],
    [
      'a revoked proxy',
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {})
        revoke()
        return [proxy]
      },
    ],
  ])('takes %s', (_, read) => {
    expect(createImagesOf(read)([exceptionIn(page)])).toEqual([])
  })

  it('has no more than two thousand builds, and takes little time over more', () => {
    const many = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`@https://x.example/${index}.js:1:1`, first]),
    )
    const imagesOf = createImagesOf(() => [many])
    expect(imagesOf([exceptionIn('https://x.example/1999.js')])).toHaveLength(1)
    expect(imagesOf([exceptionIn('https://x.example/2000.js')])).toEqual([])
  })

  it('knows a file whose query has been scrubbed since', () => {
    const deployed = { '@https://x.example/main.js?dpl=dpl_abc:1:1': first }
    const file = 'https://x.example/main.js?dpl=[scrubbed]'
    expect(createImagesOf(() => [deployed])([exceptionIn(file)])).toEqual([
      { file, debugId: first },
    ])
  })

  it('takes a stack that was not read for one without files', () => {
    const unread: Exception = { ...exceptionIn(), stack: { text: page } }
    expect(createImagesOf(() => [globals])([unread])).toEqual([])
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Signal } from '../model/signal.ts'
import { createThrownSignal } from '../testing/thrownSignal.ts'
import { createFilter } from './filter.ts'
import { noisePlaces, noiseTexts } from './noise.ts'

/** The cells of the table under a heading of the page; what is told in code stands without its marks. */
const rowsOf = (heading: string): readonly (readonly string[])[] => {
  const page = readFileSync(new URL('../../../../docs/filters.md', import.meta.url), 'utf8')
  const [, section = ''] = page.split(`### ${heading}\n`)
  const [table = ''] = /(?:^\|.*\n)+/m.exec(section) ?? []
  const rows = table.trimEnd().split('\n').slice(2)
  return rows.map((row) =>
    row
      .split(/ ?\| ?/)
      .slice(1, -1)
      .map((cell) => cell.replace(/^`(.*)`$/, '$1')),
  )
}

const isNoise = (signal: Signal, noise = true): boolean =>
  createFilter({ noise })(signal) === 'noise'

/** `Type: message`, as nobody caught it. */
const thrown = (text: string, handled = false): Signal => {
  const [type = '', ...message] = text.split(': ')
  return createThrownSignal({ type, message: message.join(': '), handled })
}

/** What looks much like an entry, and is the app's own fault. */
const nearMisses: Readonly<Record<string, readonly string[]>> = {
  'ResizeObserver loop ': [
    'ReferenceError: ResizeObserver is not defined',
    'TypeError: ResizeObserver.loop is not a function',
  ],
  '^\\w+: Script error\\.?$': [
    'Error: Script error. No total in checkout.js',
    'Error: Script error in checkout',
    'Error: 2: Script error.',
  ],
  '^TypeError: cancelled$': [
    'TypeError: cancelled order',
    'Error: cancelled',
    'TypeError: Failed to fetch',
    'AbortError: cancelled',
  ],
  'Object Not Found Matching Id:': ['Error: Object not found: Id:3'],
  'Java object is gone': ['Error: Java object is null'],
  _AutofillCallbackHandler: ["ReferenceError: Can't find variable: AutofillCallback"],
  __firefox__: ["TypeError: undefined is not an object (evaluating 'window.firefox.reader')"],
  __gCrWeb: ['ReferenceError: gCrWeb is not defined'],
  'variable: gmo$': ["ReferenceError: Can't find variable: gmodal"],
  instantSearchSDKJSBridge: ["ReferenceError: Can't find variable: instantSearch"],
  msDiscoverChatAvailable: ["ReferenceError: Can't find variable: chatAvailable"],
  zaloJSV2: ['ReferenceError: zaloPay is not defined'],
  vid_mate_check: ['ReferenceError: vid_check is not defined'],
  'ceCurrentVideo\\.': ['ReferenceError: ceCurrentVideos is not defined'],
  ibFindAllVideos: ['ReferenceError: findAllVideos is not defined'],
  MyApp_RemoveAllHighlights: ['ReferenceError: MyApp_RemoveHighlight is not defined'],
  _avast_submit: ['ReferenceError: _submit is not defined'],
  'top\\.GLOBALS': ['ReferenceError: top_GLOBALS is not defined'],
  'Extension context invalidated': ['Error: Context invalidated'],
  'runtime\\.sendMessage\\(\\)\\. Tab not found': ['Error: Tab not found'],
  "can't access dead object": ['TypeError: can\'t access property "id", order is undefined'],
}

const rows = rowsOf('Texts')

it('the page tells of each entry, in their order, and gives a reason', () => {
  expect(rows.map(([text]) => text)).toEqual(noiseTexts)
  expect(Object.keys(nearMisses).sort()).toEqual([...noiseTexts].sort())
  for (const row of rows) {
    expect(row).toHaveLength(3)
    expect(row[2]).toMatch(/^[A-Z].{15,}\.$/)
  }
})

describe.each(rows)('%s', (text = '', example = '') => {
  it(`does away with ${example}`, () => {
    expect(isNoise(thrown(example))).toBe(true)
    expect(noiseTexts.filter((one) => new RegExp(one).test(example))).toEqual([text])
  })

  it('does not where the app caught it, or the list is off', () => {
    expect(isNoise(thrown(example, true))).toBe(false)
    expect(isNoise({ ...createThrownSignal({ message: example }), exceptions: [] })).toBe(false)
    expect(isNoise(thrown(example), false)).toBe(false)
  })

  it.each(nearMisses[text] ?? [])('leaves %s alone', (nearMiss) => {
    expect(isNoise(thrown(nearMiss))).toBe(false)
  })
})

it.each([
  "TypeError: Cannot read properties of undefined (reading 'id')",
  "TypeError: undefined is not an object (evaluating 'order.id')",
  'TypeError: Failed to fetch',
  'TypeError: Load failed',
  'TypeError: NetworkError when attempting to fetch resource.',
  'AbortError: The user aborted a request.',
  'ChunkLoadError: Loading chunk 7 failed.',
  'SecurityError: Blocked a frame with origin "https://shop.example" from accessing a frame.',
  'QuotaExceededError: The quota has been exceeded.',
  'NotAllowedError: play() failed because the user did not interact with the document first.',
  "SyntaxError: Unexpected token '<'",
  'RangeError: Maximum call stack size exceeded',
  'NonError: Object {}',
  'Error: Hydration failed',
])('what an app can do something about stays: %s', (text) => {
  expect(isNoise(thrown(text))).toBe(false)
})

describe('a script of', () => {
  const schemes = rowsOf('Places')
  const own = '\n    at buy (https://shop.example/app.js:10:5)'
  const at = (url: string): string => `\n    at inject (${url}abcdef/inject.js:1:77)`
  const failed = (calls: string, handled = false): Signal =>
    createThrownSignal({ stack: `Error: order failed${calls}`, handled })

  it('the places that the page tells of, and no other', () => {
    const known = schemes.map(([scheme = '']) => scheme)
    expect(known.filter((scheme) => scheme.replace(noisePlaces, '') !== '')).toEqual([])
    expect(known).toHaveLength(6)
  })

  describe.each(schemes)('%s', (scheme = '') => {
    it('is at fault where it is alone in the stack, as V8 and as others write it', () => {
      expect(isNoise(failed(at(scheme)))).toBe(true)
      expect(isNoise(failed(at(scheme) + at(scheme)))).toBe(true)
      expect(isNoise(failed(`${'\n    at JSON.parse (<anonymous>)'}${at(scheme)}`))).toBe(true)
      const stack = `inject@${scheme}abcdef/inject.js:1:77\nforEach@[native code]`
      expect(isNoise(createThrownSignal({ stack }))).toBe(true)
    })

    it('is not where the app is in the stack, or has caught it, or the list is off', () => {
      expect(isNoise(failed(own + at(scheme)))).toBe(false)
      expect(isNoise(failed(at(scheme) + own))).toBe(false)
      expect(isNoise(failed(at(scheme) + own + at(scheme)))).toBe(false)
      expect(isNoise(failed(at(scheme), true))).toBe(false)
      expect(isNoise(failed(at(scheme)), false)).toBe(false)
    })
  })

  it.each([
    'https://',
    'capacitor://',
    'app://',
    'file:///',
    'extension://',
    'webpack-internal:///',
  ])('%s is the app itself, or may be', (scheme) => {
    expect(isNoise(failed(at(scheme)))).toBe(false)
  })

  it('an extension that a page only speaks of is none', () => {
    const message = 'no answer of chrome-extension://abcdef/inject.js'
    expect(isNoise(createThrownSignal({ message, stack: `Error: ${message}${own}` }))).toBe(false)
    expect(isNoise(failed(at('https://shop.example/chrome-extension://')))).toBe(false)
    expect(isNoise(failed(at('/srv/chrome-extension://')))).toBe(false)
  })
})

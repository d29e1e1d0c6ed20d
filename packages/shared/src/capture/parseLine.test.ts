import { describe, expect, it } from 'vitest'
import { parseGeckoLine, parseV8Line } from './parseLine.ts'

/** What a line says, as the name, the file, the line and the column. */
const read = (parse: typeof parseV8Line, line: string): readonly unknown[] | undefined => {
  const frame = parse(line)
  return frame && [frame.function, frame.file, frame.line, frame.column]
}

const page = 'https://shop.example/app.js'

describe('parseV8Line', () => {
  it.each([
    ['a call', `at buy (${page}:1:2)`, ['buy', page, 1, 2]],
    ['a nameless one', `at ${page}:1:2`, [undefined, page, 1, 2]],
    ['an anonymous one', `at <anonymous> (${page}:1:2)`, [undefined, page, 1, 2]],
    ['an asynchronous one', `at async Cart.pay (${page}:1:2)`, ['Cart.pay', page, 1, 2]],
    ['an asynchronous nameless one', `at async ${page}:1:2`, [undefined, page, 1, 2]],
    ['of all promises', 'at async Promise.all (index 3)', ['Promise.all', 'index 3']],
    ['a constructor', `at new Cart (${page}:1:2)`, ['new Cart', page, 1, 2]],
    ['a method of another name', `at A.b [as c] (${page}:1:2)`, ['A.b [as c]', page, 1, 2]],
    ['of the engine', 'at Array.forEach (<anonymous>)', ['Array.forEach', '<anonymous>']],
    ['of an old engine', 'at Array.forEach (native)', ['Array.forEach', 'native']],
    ['without a column', `at buy (${page}:7)`, ['buy', page, 7]],
    ['of a file', 'at buy (file:///srv/app.js:1:2)', ['buy', 'file:///srv/app.js', 1, 2]],
    ['of Windows', 'at buy (C:\\app (x86)\\a.js:1:2)', ['buy', 'C:\\app (x86)\\a.js', 1, 2]],
    [
      'evaluated by what has no file',
      'at inner (eval at outer (:5:6), <anonymous>:1:2)',
      ['inner', '<anonymous>', 1, 2],
    ],
    ['evaluated', `at inner (eval at outer (${page}:5:6), <anonymous>:1:2)`, ['inner', page, 5, 6]],
    [
      'evaluated by what was evaluated',
      `at inner (eval at outer (eval at main (${page}:5:6)), <anonymous>:1:2)`,
      ['inner', page, 5, 6],
    ],
    [
      'of WebAssembly',
      'at add (https://shop.example/m.wasm:wasm-function[12]:0x1f)',
      ['add', 'https://shop.example/m.wasm:wasm-function[12]:0x1f'],
    ],
    [
      'of C++ in WebAssembly',
      'at Cart::total(int) const (https://shop.example/m.wasm:wasm-function[12]:0x1f)',
      ['Cart::total(int) const', 'https://shop.example/m.wasm:wasm-function[12]:0x1f'],
    ],
    [
      'of a data URL',
      'at f (data:text/javascript,x%20:1:2)',
      ['f', '<data:text/javascript>', 1, 2],
    ],
    ['of webpack', 'at f (webpack:///./src/a.js?1f:1:2)', ['f', 'webpack:///./src/a.js?1f', 1, 2]],
    [
      'of webpack in Next',
      'at Page (webpack-internal:///(app-pages-browser)/./app/page.tsx:1:2)',
      ['Page', 'webpack-internal:///(app-pages-browser)/./app/page.tsx', 1, 2],
    ],
    [
      'of vite',
      'at App (http://localhost:5173/src/App.tsx?t=17:1:2)',
      ['App', 'http://localhost:5173/src/App.tsx?t=17', 1, 2],
    ],
    [
      'of Hermes',
      'at f (address at index.android.bundle:1:2)',
      ['f', 'index.android.bundle', 1, 2],
    ],
    ['of Hermes itself', 'at forEach (native)', ['forEach', 'native']],
    ['of Deno', 'at f (ext:deno_web/02_event.js:1:2)', ['f', 'ext:deno_web/02_event.js', 1, 2]],
    ['of Bun', 'at f (/srv/app/index.ts:1:2)', ['f', '/srv/app/index.ts', 1, 2]],
    ['of workerd', 'at Object.fetch (worker.js:1:2)', ['Object.fetch', 'worker.js', 1, 2]],
  ])('reads a call %s', (_, line, [name, file, at, column]) => {
    expect(read(parseV8Line, line)).toEqual([name, file, at, column])
  })

  it.each(['', 'at', 'Error: boom', 'at noon', 'at once (or never)', `buy@${page}:1:2`])(
    'takes %j for no call',
    (line) => {
      expect(read(parseV8Line, line)).toBeUndefined()
    },
  )
})

describe('parseGeckoLine', () => {
  it.each([
    ['a call', `buy@${page}:1:2`, ['buy', page, 1, 2]],
    ['a nameless one', `@${page}:1:2`, [undefined, page, 1, 2]],
    ['a nameless one of Safari', `${page}:1:2`, [undefined, page, 1, 2]],
    ['a nameless one of a bundle', 'main.jsbundle:1:2', [undefined, 'main.jsbundle', 1, 2]],
    ['an asynchronous one', `async*buy@${page}:1:2`, ['buy', page, 1, 2]],
    ['an asynchronous one of Safari', `async buy@${page}:1:2`, ['buy', page, 1, 2]],
    ['a callback of a promise', `promise callback*buy@${page}:1:2`, ['buy', page, 1, 2]],
    ['a timer', `setTimeout handler*buy@${page}:1:2`, ['buy', page, 1, 2]],
    ['an inner function', `[2]</buy/<@${page}:1:2`, ['[2]</buy/<', page, 1, 2]],
    ['a name with an @', `a@b@${page}:1:2`, ['a@b', page, 1, 2]],
    [
      'an address with an @',
      'f@https://cdn.example/@x/a.js:1:2',
      ['f', 'https://cdn.example/@x/a.js', 1, 2],
    ],
    ['of the engine', 'forEach@[native code]', ['forEach', '[native code]']],
    ['of the engine alone', '[native code]', [undefined, '[native code]']],
    ['evaluated', `f@${page} line 5 > eval:1:2`, ['f', page, 5]],
    ['evaluated, nameless', `@${page} line 5 > Function:1:2`, ['eval', page, 5]],
    ['of a module', `module code@${page}:1:2`, ['module code', page, 1, 2]],
    [
      'of WebAssembly',
      'add@https://shop.example/m.wasm:wasm-function[12]:0x1f',
      ['add', 'https://shop.example/m.wasm:wasm-function[12]:0x1f'],
    ],
    [
      'of an extension',
      'f@moz-extension://1f-2e/content.js:1:2',
      ['f', 'moz-extension://1f-2e/content.js', 1, 2],
    ],
  ])('reads a call %s', (_, line, [name, file, at, column]) => {
    expect(read(parseGeckoLine, line)).toEqual([name, file, at, column])
  })

  it.each(['', 'buy', 'mail to ann@shop.example', '@', 'a@'])('takes %j for no call', (line) => {
    expect(read(parseGeckoLine, line)).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { isInApp, isOwn } from './inApp.ts'

describe('isInApp', () => {
  it.each([
    'https://shop.example/app.js',
    'http://localhost:5173/src/App.tsx?t=17',
    'file:///srv/app/index.mjs',
    '/srv/app/index.js',
    'C:\\app\\index.js',
    'webpack:///./src/cart.js',
    'webpack-internal:///(app-pages-browser)/./app/page.tsx',
    'app:///main.js',
    'worker.js',
    'index.android.bundle',
    'https://shop.example/native/app.js',
    'https://deno.example/app.ts',
    '',
  ])('says that %j is', (file) => {
    expect(isInApp(file)).toBe(true)
  })

  it.each([
    'node:internal/process/task_queues',
    'node-internal:async_hooks',
    'cloudflare:workers',
    '/srv/app/node_modules/pg/lib/client.js',
    'C:\\app\\node_modules\\pg\\client.js',
    'webpack:///../node_modules/react-dom/index.js',
    'webpack:///./~/lodash/map.js',
    'webpack/runtime/jsonp chunk loading',
    'webpack:///webpack/bootstrap',
    'http://localhost:5173/@vite/client',
    'http://localhost:5173/node_modules/.vite/deps/react.js?v=1f',
    '<anonymous>',
    'native',
    '[native code]',
    'index 3',
    'ext:core/01_core.js',
    'https://deno.land/std@0.224.0/assert/mod.ts',
    'https://jsr.io/@std/assert/1.0.0/mod.ts',
    'bun:main',
    'chrome-extension://abc/content.js',
    'moz-extension://abc/content.js',
    'safari-web-extension://abc/content.js',
    'resource://gre/modules/a.js',
  ])('says that %j is not', (file) => {
    expect(isInApp(file)).toBe(false)
  })
})

describe('isOwn', () => {
  it.each([
    [true, '/srv/app/node_modules/@holdfast/node/dist/index.js'],
    [true, 'C:\\app\\node_modules\\@holdfast\\node\\dist\\index.js'],
    [true, 'http://localhost:5173/node_modules/.vite/deps/@holdfast_browser.js?v=1f'],
    [false, '/srv/holdfast/index.js'],
    [false, '/srv/app/node_modules/holdfast/index.js'],
    [false, 'https://shop.example/app.js'],
  ])('says %s of %s', (expected, file) => {
    expect(isOwn(file)).toBe(expected)
  })
})

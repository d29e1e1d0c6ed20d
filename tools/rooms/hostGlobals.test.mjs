import { describe, expect, it } from 'vitest'
import { parseSource } from '../source/sourceFiles.mjs'
import { findHostGlobals } from './hostRule.mjs'

/**
 * @param {string} text
 * @param {string} [path]
 */
const messagesFor = (text, path = 'packages/shared/src/deliver/x.ts') =>
  findHostGlobals([parseSource(path, text)]).map(({ message }) => message)

describe('host globals', () => {
  it.each([
    ['fetch', "export const go = () => fetch('/')"],
    ['setTimeout', 'setTimeout(() => 1, 2)'],
    ['process', 'export const id = process.pid'],
    ['document', 'export const of = { document }'],
    ['window', 'export const here = typeof window === "undefined"'],
    ['globalThis', 'export const f = globalThis.fetch'],
    ['globalThis', 'export type F = typeof globalThis.fetch'],
    ['console', 'export function f(log = console.log) { log() }'],
    ['EventTarget', 'export class Bus extends EventTarget {}'],
    ['performance', 'export const items = [performance]'],
  ])('reports %s', (name, text) => {
    expect(messagesFor(text)).toEqual([
      expect.stringContaining(`the core names the host's ${name}. Ask for it in ports/`),
    ])
  })

  it.each([
    [
      'a question to the types of a host',
      'export type S = typeof globalThis extends { AbortSignal: infer Signal } ? Signal : object',
    ],
    ['a property', 'export const f = (host: { fetch(): void }) => host.fetch()'],
    ['a key', 'export const host = { fetch: 1, console() {} }'],
    ['a local', 'export const f = () => { const fetch = 1; return { fetch } }'],
    ['a parameter', 'export const f = (document: string) => document'],
    ['a destructured name', 'export const f = ({ process: own }: { process: 1 }) => own'],
    ['an import', "import { fetch } from './own.ts'\nexport const f = () => fetch()"],
    ['a type', 'export type Reply = Response'],
    ['an interface', 'export interface Mine extends EventTarget { window: Window }'],
    [
      'the language',
      'export const f = () => [Math.max(1), new Date(0), undefined, Symbol.iterator]',
    ],
    ['a brand', 'declare const brand: unique symbol\nexport type T = { readonly [brand]: 1 }'],
    ['a label', 'export const f = () => { window: for (;;) break window }'],
  ])('leaves %s alone', (_, text) => {
    expect(messagesFor(text)).toEqual([])
  })

  it.each([
    ['the clock', 'export const f = () => Date.now()'],
    ['the clock', 'export const f = () => new Date()'],
    ['random', 'export const f = () => Math.random()'],
  ])('sends whoever reads %s to the Runtime', (what, text) => {
    expect(messagesFor(text)).toEqual([expect.stringContaining(what)])
  })

  it.each([
    ['a declared global', 'declare const fetch: () => void\nexport const f = () => fetch()'],
    ['a reference', '/// <reference types="node" />\nexport {}'],
    ['declare global', 'declare global { interface X { a: 1 } }\nexport {}'],
  ])('reports %s, which would blind the compiler', (_, text) => {
    expect(messagesFor(text)).toHaveLength(1)
  })

  it('leaves tests and the faulty sink alone', () => {
    expect(messagesFor('fetch()', 'packages/shared/src/deliver/x.test.ts')).toEqual([])
    expect(messagesFor('fetch()', 'packages/shared/src/testing/faultySink/x.ts')).toEqual([])
    expect(messagesFor('fetch()', 'packages/sdk-node/src/x.ts')).toEqual([])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDebugChannel } from '../diagnostics/debugChannel.ts'
import { createGuard } from '../diagnostics/guard.ts'
import type { BreadcrumbFacts } from '../model/breadcrumb.ts'
import type { Scope, ScopeData } from '../model/scope.ts'
import { monotonicTime, wallTime } from '../model/units.ts'
import { jsonBytes } from '../primitives/jsonBytes.ts'
import { createScope } from './createScope.ts'
import { emptyScope } from './scopeData.ts'

const open = (initial: ScopeData = emptyScope) => {
  const said: string[] = []
  let time = 0
  const clock = { now: () => monotonicTime(0), wall: () => wallTime(++time) }
  const guard = createGuard(createDebugChannel(({ text }) => said.push(text)))
  const fork = (of: Scope) => createScope(of.data, { guard, clock })
  return { scope: createScope(initial, { guard, clock }), said, fork }
}

const frozen = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).map(frozen)
  return value
}

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at)

describe('createScope', () => {
  it('keeps the last hundred breadcrumbs, the oldest first', () => {
    const { scope } = open()
    for (const number of numbers(250)) scope.addBreadcrumb({ message: `${number}` })
    const { breadcrumbs = [] } = scope.data
    expect(breadcrumbs.map(({ message }) => Number(message))).toEqual(numbers(250).slice(150))
    expect(breadcrumbs.map(({ time }) => Number(time))).toEqual(numbers(251).slice(151))
  })

  it('keeps the hundred flags that were noted last, the latest last', () => {
    const { scope } = open()
    for (const number of numbers(120)) scope.setFlag(`f${number}`, true)
    scope.setFlag('f50', false)
    const flags = Object.entries(scope.data.flags ?? {})
    expect(flags).toHaveLength(100)
    expect(flags[0]).toEqual(['f20', true])
    expect(flags.slice(-2)).toEqual([
      ['f119', true],
      ['f50', false],
    ])
  })

  it('takes only true for true', () => {
    const { scope } = open()
    scope.setFlag('one', 1 as unknown as boolean)
    scope.setFlag('yes', true)
    expect(scope.data.flags).toEqual({ one: false, yes: true })
  })

  it('keeps fifty contexts, the latest of a name, each as a copy of bounded size', () => {
    const { scope } = open()
    for (const number of numbers(60)) scope.setContext(`c${number}`, number)
    expect(Object.keys(scope.data.contexts)).toEqual(
      numbers(60)
        .slice(10)
        .map((at) => `c${at}`),
    )
    scope.setContext('c30', { text: 'x'.repeat(1_000_000) })
    expect(Object.keys(scope.data.contexts).at(-1)).toBe('c30')
    expect(Object.keys(scope.data.contexts)).toHaveLength(50)
    expect(jsonBytes(scope.data.contexts)).toBeLessThan(20_000)
  })

  it('keeps fifty tags, the latest; a name that it knows gets the new value', () => {
    const { scope } = open()
    for (const number of numbers(60)) scope.setTags({ [`t${number}`]: number })
    scope.setTags({ t37: 'new', more: true })
    const { tags } = scope.data
    const kept = numbers(60)
      .slice(11)
      .map((at) => `t${at}`)
    expect(Object.keys(tags)).toEqual([...kept, 'more'])
    expect(tags['t37']).toBe('new')
  })

  it('forgets what happened', () => {
    const { scope } = open()
    scope.addBreadcrumb({ message: 'opened' })
    scope.clearBreadcrumbs()
    expect(scope.data.breadcrumbs).toBeUndefined()
  })

  it('takes a user back, and a fingerprint', () => {
    const { scope } = open()
    scope.setUser({ id: 'u-1' })
    scope.setFingerprint(['a', 7 as unknown as string])
    expect(scope.data).toMatchObject({ user: { id: 'u-1' }, fingerprint: ['a', '7'] })
    scope.setUser(undefined)
    scope.setFingerprint([])
    expect([scope.data.user, scope.data.fingerprint]).toEqual([undefined, undefined])
  })

  it('bounds a fingerprint', () => {
    const { scope } = open()
    scope.setFingerprint(numbers(100).map(() => 'x'.repeat(1_000)))
    expect(scope.data.fingerprint).toEqual(numbers(20).map(() => `${'x'.repeat(200)}…`))
  })

  it('never changes what was captured, nor what it started from', () => {
    fc.assert(
      fc.property(changes, changes, (before, after) => {
        const { scope } = open(
          frozen({ tags: { region: 'eu' }, contexts: {}, flags: { on: true } }),
        )
        for (const change of before) change(scope)
        const captured = frozen(scope.data)
        const picture = structuredClone(captured)
        for (const change of after) change(scope)
        expect(captured).toEqual(picture)
      }),
    )
  })

  it('changes neither the scope that it was forked from, nor one beside it', () => {
    fc.assert(
      fc.property(changes, changes, changes, (ofParent, ofOne, ofOther) => {
        const { scope, fork, said } = open()
        for (const change of ofParent) change(scope)
        const parent = scope.data
        const [one, other] = [fork(scope), fork(scope)]
        expect(one.data).toBe(parent)
        for (const change of ofOne) change(one)
        expect([scope.data, other.data]).toEqual([parent, parent])
        const forked = one.data
        for (const change of [...ofOther, ...ofParent]) change(scope)
        expect(one.data).toBe(forked)
        expect(other.data).toBe(parent)
        expect(said).toEqual([])
      }),
    )
  })

  it('leaves itself as it was where a value cannot be read', () => {
    const { scope, said } = open()
    const before = scope.data
    const { proxy: hostile, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(() => {
      scope.setFingerprint(hostile as string[])
      scope.setFlag(hostile as string, true)
      scope.setContext(hostile as string, 1)
    }).not.toThrow()
    expect(scope.data).toBe(before)
    expect(said).toHaveLength(3)
  })

  it('takes what it can of any value', () => {
    const { proxy: hostile, revoke } = Proxy.revocable({}, {})
    revoke()
    const { scope, said } = open()
    scope.setUser(hostile as object)
    scope.setTags(hostile as Record<string, string>)
    scope.setContext('hostile', hostile)
    scope.addBreadcrumb(hostile as BreadcrumbFacts)
    expect(scope.data).toMatchObject({
      user: {},
      tags: {},
      contexts: { hostile: '[unreadable]' },
      breadcrumbs: [{ message: '' }],
    })
    expect(said).toEqual([])
  })
})

type Change = (scope: Scope) => void

const name = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor')
const change: fc.Arbitrary<Change> = fc.oneof(
  name.map((id) => (scope: Scope) => scope.setUser({ id })),
  fc.constant((scope: Scope) => scope.setUser(undefined)),
  fc.dictionary(name, fc.string()).map((tags) => (scope: Scope) => scope.setTags(tags)),
  fc.tuple(name, fc.anything()).map(
    ([key, value]) =>
      (scope: Scope) =>
        scope.setContext(key, value),
  ),
  fc.tuple(fc.string(), fc.dictionary(name, fc.anything())).map(
    ([message, data]) =>
      (scope: Scope) =>
        scope.addBreadcrumb({ message, data }),
  ),
  fc.array(fc.string()).map((parts) => (scope: Scope) => scope.setFingerprint(parts)),
  fc.tuple(name, fc.boolean()).map(
    ([flag, value]) =>
      (scope: Scope) =>
        scope.setFlag(flag, value),
  ),
)
const changes = fc.array(change, { maxLength: 8 })

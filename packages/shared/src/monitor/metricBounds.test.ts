import { describe, expect, it } from 'vitest'
import { counted } from '../aggregate/series.ts'
import { quantileOf } from '../model/quantileOf.ts'
import type { MetricFact } from '../model/signal.ts'
import { setUpMetrics } from '../testing/setUpMetrics.ts'

const sumOf = (facts: readonly MetricFact[]): number =>
  facts.reduce((sum, fact) => sum + (fact.type === 'counter' ? fact.value : 0), 0)

describe('bounds', () => {
  it('an attack by attributes is one series, is told once, and loses no count', () => {
    const { count, drain, said } = setUpMetrics()
    for (let user = 0; user < 100_000; user++) count('logins', 1, { user, page: 'cart' })
    for (let user = 0; user < 10; user++) count('logins', 1, { user, page: 'cart' })
    const drained = drain()
    expect(drained).toHaveLength(1_001)
    expect(sumOf(drained)).toBe(100_010)
    expect(drained.at(-1)).toMatchObject({ attributes: { overflow: true }, value: 99_000 })
    expect(said).toEqual(['The metric "logins" has too many series: others are one, "overflow".'])
  })

  it('under a lasting attack, what is used in each interval keeps its series', () => {
    const { count, drain } = setUpMetrics(100)
    let user = 0
    for (let interval = 0; interval < 5; interval++) {
      count('logins', 1, { page: 'cart' })
      for (let call = 0; call < 1_000; call++) count('logins', 1, { user: user++ })
      expect(drain()).toContainEqual(
        expect.objectContaining({ attributes: { page: 'cart' }, value: 1 }),
      )
    }
  })

  it('over all names there are 5,000 series, 1,000 names, and so many bytes', () => {
    const { count, drain } = setUpMetrics()
    for (let name = 0; name < 20; name++) {
      for (let user = 0; user < 900; user++) count(`n${name}`, 1, { user })
    }
    const drained = drain()
    expect(drained.length).toBeLessThanOrEqual(5_020)
    expect(sumOf(drained)).toBe(18_000)

    const names = setUpMetrics()
    for (let name = 0; name < 5_000; name++) names.count(`n${name}`, 1, undefined)
    expect(names.drain()).toHaveLength(1_000)
    expect(names.said).toContain('The metric "n1000" is one too many: there are 1,000.')

    const long = setUpMetrics()
    const page = (user: number) => `${user}`.padEnd(1_000, 'x')
    for (let user = 0; user < 1_000; user++) {
      const pages = Object.fromEntries(
        Array.from({ length: 40 }, (_, index) => [`p${index}`, page(user)]),
      )
      long.count('n', 1, pages)
    }
    const told = long.drain()
    expect(JSON.stringify(told).length).toBeLessThan(3_000_000)
    expect(sumOf(told)).toBe(1_000)
  })

  it('room comes back once an attack is over', () => {
    const { count, drain } = setUpMetrics()
    for (let user = 0; user < 2_000; user++) count('logins', 1, { user })
    for (let name = 0; name < 2_000; name++) count(`n${name}`, 1, undefined)
    drain()
    drain()
    count('logins', 1, { page: 'cart' })
    count('late', 1, undefined)
    expect(drain()).toMatchObject([{ attributes: { page: 'cart' } }, { name: 'late' }])
  })
})

describe('whatever it is given', () => {
  it('refuses what is no number that it can take, and says so', () => {
    const { count, gauge, time, bind, drain, said } = setUpMetrics()
    const noNumbers: readonly unknown[] = [NaN, Infinity, -Infinity, '1', 1n, null, {}, Symbol('s')]
    for (const value of noNumbers) {
      count('n', value, undefined)
      gauge('g', value, { a: 1 })
      time('t', value, undefined)
      bind(counted, 'n', {})(value, undefined)
    }
    count('n', -1, undefined)
    expect(drain()).toEqual([])
    expect(said).toContain('The metric "n" was given no number that it can take.')
    gauge('g', -1, undefined)
    time('t', -1, undefined)
    count('n', 0, undefined)
    expect(drain()).toHaveLength(3)
  })

  it('keeps a name to the kind that it had first', () => {
    const { count, time, distribution, gauge, drain, said } = setUpMetrics()
    time('render', 5, undefined)
    for (const other of [count, distribution, gauge]) other('render', 7, undefined)
    const [fact, ...others] = drain()
    expect(others).toEqual([])
    expect(fact?.type === 'distribution' && quantileOf(fact.histogram, 1)).toBe(5)
    expect(said).toEqual(['The metric "render" is a millisecond distribution already.'])
  })

  it('never throws', () => {
    const { count, distribution, bind, drain } = setUpMetrics()
    const revoked = Proxy.revocable({}, {})
    revoked.revoke()
    const throwing = {
      get a() {
        throw new Error('no')
      },
      b: 1,
    }
    let reads = 0
    const changing = {
      get a() {
        return reads++
      },
    }
    const huge = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`a${index}`, index]),
    )
    const attributes: readonly unknown[] = [
      null,
      'text',
      7,
      revoked.proxy,
      throwing,
      changing,
      huge,
      { a: { deep: {} }, f: () => 1, s: Symbol('s'), n: NaN, big: 1n },
      JSON.parse('{"__proto__": "own", "constructor": 1}'),
      Object.create({ inherited: 1 }),
      Object.create(null),
      { a: 'x'.repeat(1_000_000) },
    ]
    const names: readonly unknown[] = ['__proto__', 'constructor', '', null, {}, 'x'.repeat(10_000)]
    for (const one of attributes) {
      for (const name of names) {
        for (let call = 0; call < 3; call++) {
          count(name, 1, one)
          distribution(`${String(name)}.d`, 1, one)
          bind(counted, name, one)(1, one)
        }
      }
    }
    const drained = drain()
    expect(drained.every(({ name }) => name.length <= 201)).toBe(true)
    expect(drained).toContainEqual(
      expect.objectContaining({ name: '__proto__', attributes: { b: 1 } }),
    )
    expect(() => JSON.stringify(drained)).not.toThrow()
  })
})

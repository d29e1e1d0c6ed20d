import { describe, expect, it } from 'vitest'
import { compare, type Observed } from './compare.ts'
import { type Difference, findProblems } from './difference.ts'
import type { Flat } from './flatten.ts'

const flat = (facts: Readonly<Record<string, string>>): Flat => new Map(Object.entries(facts))

describe('compare', () => {
  it('tells what is missing, extra and different, and nothing of the rest', () => {
    const sentry = flat({ same: '1', other: '1', gone: '1' })
    expect(compare(sentry, flat({ same: '1', other: '2', more: '3' }))).toEqual([
      { path: 'gone', what: 'missing' },
      { path: 'more', what: 'extra', ours: '3' },
      { path: 'other', what: 'different', sentry: '1', ours: '2' },
    ])
  })

  it('tells of a whole that is missing once, and of a part where there is another', () => {
    const sentry = flat({ 'a.b': '1', 'a.c': '2', 'list[0].x': '3', 'list[1].x': '4', 'ab.d': '5' })
    expect(compare(sentry, flat({ 'list[0].y': '1', 'ab.e': '2' }))).toMatchObject([
      { path: 'a', what: 'missing' },
      { path: 'ab.d', what: 'missing' },
      { path: 'ab.e', what: 'extra' },
      { path: 'list[0].x', what: 'missing' },
      { path: 'list[0].y', what: 'extra' },
      { path: 'list[1]', what: 'missing' },
    ])
  })
})

describe('findProblems', () => {
  const missing: Observed = { path: 'list[1].x', what: 'missing' }
  const other: Observed = { path: 'level', what: 'different', sentry: '"fatal"', ours: '"error"' }
  const differences: readonly Difference[] = [
    {
      subject: '',
      why: '',
      rows: [
        { path: 'list[*].x', what: 'missing', where: ['node', 'edge'] },
        { ...other, where: ['node'], cases: ['thrown'] },
      ],
    },
  ]
  const problemsOf = (name: 'thrown' | 'plain', observed: readonly Observed[]) =>
    findProblems({ runtime: 'node', name, observed }, differences)

  it('finds none where all that differs is listed, and all that is listed differs', () => {
    expect(problemsOf('thrown', [missing, other])).toEqual([])
    expect(problemsOf('plain', [missing])).toEqual([])
    expect(findProblems({ runtime: 'browser', name: 'plain', observed: [] }, differences)).toEqual(
      [],
    )
  })

  it('finds what is not listed, in this case, of this kind, or with these values', () => {
    expect(problemsOf('plain', [missing, other])).toHaveLength(1)
    expect(problemsOf('plain', [missing, { path: 'list[0].x', what: 'extra', ours: '1' }])).toEqual(
      ['not listed: list[0].x, extra, ours: 1'],
    )
    expect(problemsOf('thrown', [missing, { ...other, ours: '"info"' }])).toEqual([
      'not listed: level, different, Sentry: "fatal", ours: "info"',
      'listed, but not so: level, different, Sentry: "fatal", ours: "error"',
    ])
  })

  it('finds what is listed and does not differ any more', () => {
    expect(problemsOf('plain', [])).toEqual(['listed, but not so: list[*].x, missing'])
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createKeyJudge } from './scrubKeys.ts'
import { createTextScrub } from './scrubText.ts'

const page = readFileSync(new URL('../../../../docs/privacy.md', import.meta.url), 'utf8')
const judge = createKeyJudge({ keys: [], allow: [] })
const scrubText = createTextScrub({ patterns: [], allow: [] })

/** What stands between two lines of the page. */
const partOf = (from: string, to: string): string =>
  page.slice(page.indexOf(from), page.indexOf(to))

const codesOf = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)

const byName = partOf('### By name', '### By looks')
const byLooks = partOf('### By looks', '## Your own rules')
const rows = byLooks.split('\n').filter((line) => /^\| .*`/.test(line))

describe('docs/privacy.md', () => {
  const names = byName.split('\n').filter((line) => /^\| .*`/.test(line))

  it('has its tables', () => {
    expect([names.length, rows.length]).toEqual([5, 23])
  })

  it.each(names.flatMap(codesOf))('says that this name is private, and it is: %s', (name) => {
    expect(judge(name)).toBe(2)
  })

  it('says of other names what is true of them', () => {
    const [, alike = '', counting = ''] = /only look alike([^:]*: .*?)\.\n(.*?)\.\n/s.exec(
      byName,
    ) ?? ['']
    expect(codesOf(alike).map(judge)).toEqual([0, 0, 0, 0, 0, 0])
    expect(codesOf(counting).map(judge)).toEqual([1, 1, 1])
  })

  it.each(rows.map(codesOf))('says what becomes of: %s', (before = '', after = '') => {
    expect(scrubText(before)).toBe(after)
  })

  it('says what stays as it is', () => {
    const stays = codesOf(byLooks.slice(byLooks.indexOf('What looks alike stays')))
    expect(stays).toHaveLength(4)
    expect(stays.map(scrubText)).toEqual(stays)
    const limits = codesOf(page.slice(page.indexOf('## What scrubbing cannot do')))
    expect(limits).toContain('wrong password hunter2')
    expect(limits.map(scrubText)).toEqual(limits)
  })
})

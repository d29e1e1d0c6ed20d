import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScratchTree } from '../source/scratchTree.mjs'
import { ceilingFor, raiseOrLower } from './ceiling.mjs'
import { measureRow, problemsOf } from './checkRow.mjs'
import { formatTable } from './table.mjs'

const PACKAGE = 'tests/node_modules/@stub/sdk'

/** @type {import('./bundle.mjs').Row} */
const ROW = {
  name: 'stub',
  code: ["import { init } from '@stub/sdk'", 'init()'],
  platform: 'browser',
  budget: 5000,
  ceiling: 5000,
  mustNotReach: ['zod', 'FaultySink'],
}

describe('bytes', () => {
  let root = ''
  let remove = () => undefined
  beforeAll(() => {
    const tree = createScratchTree({
      [`${PACKAGE}/package.json`]: { name: '@stub/sdk', sideEffects: false, exports: './index.js' },
      [`${PACKAGE}/index.js`]:
        "export { init } from './init.js'\nexport { start } from './faulty.js'\nexport { parse } from 'zod'\n",
      [`${PACKAGE}/init.js`]: "export const init = () => console.log('hello')\n",
      [`${PACKAGE}/faulty.js`]:
        'export class FaultySink {}\nexport const start = () => new FaultySink()\n',
      'tests/node_modules/zod/package.json': {
        name: 'zod',
        sideEffects: false,
        main: './index.js',
      },
      'tests/node_modules/zod/index.js': 'export const parse = (text) => JSON.parse(text)\n',
    })
    root = tree.root
    remove = () => void tree.remove()
  })
  afterAll(() => remove())

  /** @param {Partial<import('./bundle.mjs').Row>} changes */
  const problemsWith = async (changes) => problemsOf(await measureRow({ ...ROW, ...changes }, root))

  it('pass a bundle below its ceiling, without what it does not use', async () => {
    expect(await problemsWith({})).toEqual([])
  })

  it('fail over the ceiling', async () => {
    expect(await problemsWith({ ceiling: 10 })).toEqual([
      expect.stringMatching(/^stub: \d+ B is over the ceiling of 10 B$/),
    ])
  })

  it('find a forbidden package by its file', async () => {
    expect(await problemsWith({ code: ["export { parse } from '@stub/sdk'"] })).toEqual([
      'stub: zod must not reach it, but tests/node_modules/zod/index.js did',
    ])
  })

  it('find a forbidden name that minifying would hide', async () => {
    expect(await problemsWith({ code: ["export { start } from '@stub/sdk'"] })).toEqual([
      'stub: FaultySink must not reach it, but its text names it',
    ])
  })

  it('cannot be measured before a build', async () => {
    await expect(problemsWith({ code: ["export * from '@stub/none'"] })).rejects.toThrow(
      '@stub/none',
    )
  })

  it('write a ceiling a little above, and give no room over the budget', async () => {
    expect(ceilingFor(4000, 7000)).toBe(4200)
    expect(ceilingFor(4001, 7000)).toBe(4300)
    expect(ceilingFor(6900, 7000)).toBe(7000)
    expect(ceilingFor(7500, 7000)).toBe(7575)
    const { row } = raiseOrLower(await measureRow(ROW, root))
    expect(row).toEqual({ ...ROW, ceiling: 100 })
  })

  it('tell what a part adds to the same without it', async () => {
    const { sizes: whole } = await measureRow(ROW, root)
    const measured = await measureRow({ ...ROW, ceiling: 1, without: ['// nothing'] }, root)
    expect(measured.sizes.raw).toBe(whole.raw)
    expect(measured.sizes.brotli).toBeLessThan(whole.brotli)
    expect(problemsOf(measured)).toHaveLength(1)
    const { sizes } = await measureRow({ ...ROW, without: ROW.code }, root)
    expect(sizes).toEqual({ raw: 0, gzip: 0, brotli: 0 })
  })

  it('are told in a table', async () => {
    const [headings, line] = formatTable([await measureRow(ROW, root)]).split('\n')
    expect(headings).toMatch(/^what +raw +gzip +brotli +ceiling +budget$/)
    expect(line).toMatch(/^stub( +\d+){3} +5000 +5000$/)
    const [, over] = formatTable([await measureRow({ ...ROW, budget: 10 }, root)]).split('\n')
    expect(over).toMatch(/ 10 \(\+\d+\)$/)
  })
})

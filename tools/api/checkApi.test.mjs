import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createScratchTree } from '../source/scratchTree.mjs'
import { checkApi } from './checkApi.mjs'
import { stubPackage } from './stubPackage.mjs'

const REPORT = '// @public\nexport const init: () => void;\n'

let tree = { root: '', remove: () => undefined }
beforeEach(() => {
  const { root, remove } = createScratchTree(stubPackage)
  tree = { root, remove: () => void remove() }
  checkApi(tree.root, { isWriting: true, extract: () => REPORT })
})
afterEach(() => tree.remove())

const problemsWith = (report = REPORT) =>
  checkApi(tree.root, { isWriting: false, extract: () => report }).problems

const inApi = (/** @type {string} */ name) => join(tree.root, 'api/stub', name)

it('is content with what it wrote', () => {
  expect(problemsWith()).toEqual([])
})

it('prints what changed', () => {
  const [problem] = problemsWith(REPORT.replace('void', 'number'))
  expect(problem).toContain('@stub/stub: its surface changed')
  expect(problem).toContain('\n-export const init: () => void;')
  expect(problem).toContain('\n+export const init: () => number;')
})

it('lists the exports without TSDoc, even when it writes', () => {
  const report = '// @public (undocumented)\nexport const init: () => void;\n'
  const { problems } = checkApi(tree.root, { isWriting: true, extract: () => report })
  expect(problems).toEqual(['@stub/stub: no TSDoc comment on init'])
})

it('misses a report', () => {
  rmSync(inApi('index.api.md'))
  expect(problemsWith()).toEqual([expect.stringContaining('there is no report of it yet')])
})

it('reports a report whose door is gone, and takes it away when it writes', () => {
  writeFileSync(inApi('gone.api.md'), '')
  expect(problemsWith()).toEqual(['api/stub/gone.api.md reports a door that is gone'])
  checkApi(tree.root, { isWriting: true, extract: () => REPORT })
  expect(problemsWith()).toEqual([])
})

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createScratchTree } from '../source/scratchTree.mjs'
import { findDoors } from './doors.mjs'
import { extractReport } from './extractReport.mjs'
import { ENTRY, stubPackage } from './stubPackage.mjs'
import { undocumentedExports } from './undocumented.mjs'

let tree = { root: '', remove: () => undefined }
beforeEach(() => {
  const { root, remove } = createScratchTree(stubPackage)
  tree = { root, remove: () => void remove() }
})
afterEach(() => tree.remove())

const reports = () => findDoors(tree.root).map(extractReport)

it('reports what a door exports and what that shows, and names no chunk', {
  timeout: 60_000,
}, () => {
  const [report = ''] = reports()
  expect(report).toContain('export const init: (options: Options) => void;')
  expect(report).toMatch(/export interface Options \{\s[^}]*readonly hidden: Hidden/)
  expect(report).toMatch(/^interface Hidden \{/m)
  expect(report).not.toContain('Ab12Cd34')
  expect(undocumentedExports(report)).toEqual(['naked'])
})

it('asks for a build', () => {
  rmSync(join(tree.root, ENTRY))
  expect(reports).toThrow('Build first')
})

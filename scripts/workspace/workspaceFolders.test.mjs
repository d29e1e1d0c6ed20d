import { expect, it } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { root } from './root.mjs'
import { workspaceFolders } from './workspaceFolders.mjs'

it('expands the patterns, and takes only what is a package', () => {
  const folder = createFolder({
    'pnpm-workspace.yaml':
      'packages:\n  - packages/*\n  - "tests"\n  - examples/*\n\nstrict:\n  - other\n',
    'packages/b/package.json': '{}',
    'packages/a/package.json': '{}',
    'packages/notes/readme.md': '',
    'tests/package.json': '{}',
    'other/package.json': '{}',
  })
  expect(workspaceFolders(folder)).toEqual(['packages/a', 'packages/b', 'tests'])
})

it('reads the real one', () => {
  expect(workspaceFolders(root)).toEqual(expect.arrayContaining(['packages/shared', 'tests']))
})

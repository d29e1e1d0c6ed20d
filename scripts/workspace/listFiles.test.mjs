import { expect, it } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { listFiles } from './listFiles.mjs'

it('lists files in order, without what is installed, built or left out', () => {
  const root = createFolder({
    'a/z.ts': '',
    'a/b/c.ts': '',
    'a/node_modules/x/index.js': '',
    'a/dist/index.js': '',
  })
  expect(listFiles(root, 'a', ['dist'])).toEqual(['a/b/c.ts', 'a/z.ts'])
})

it('finds nothing in a folder that does not exist', () => {
  expect(listFiles(createFolder({}), 'a')).toEqual([])
})

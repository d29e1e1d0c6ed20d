import { expect, it } from 'vitest'
import { checkContents } from './checkContents.mjs'

const files = ['LICENSE', 'README.md', 'package.json']

it('lets a published dependency through', () => {
  const manifest = { dependencies: { '@holdfast/shared': '1.0.0' } }
  expect(checkContents({ tarball: '', files, manifest })).toEqual([])
})

it('reports a dependency on the workspace', () => {
  const manifest = { dependencies: { '@holdfast/shared': 'workspace:*' } }
  expect(checkContents({ tarball: '', files, manifest })).toEqual([
    expect.stringContaining('still says workspace:'),
  ])
})

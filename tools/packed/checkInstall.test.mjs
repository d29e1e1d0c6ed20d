import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScratchTree } from '../source/scratchTree.mjs'
import { checkInstall } from './checkInstall.mjs'
import { packPackage } from './pack.mjs'

const manifest = { version: '1.0.0', files: ['big.txt'] }

describe('the size of an install', () => {
  /** @type {import('./pack.mjs').Packed[]} */
  let all = []
  let remove = () => undefined
  beforeAll(() => {
    const tree = createScratchTree({
      'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
      'packages/sdk/package.json': {
        ...manifest,
        name: '@stub/sdk',
        dependencies: { '@stub/core': '1.0.0' },
      },
      'packages/sdk/big.txt': 'x'.repeat(10_000),
      'packages/core/package.json': { ...manifest, name: '@stub/core' },
      'packages/core/big.txt': 'x'.repeat(90_000),
      'packages/other/package.json': { ...manifest, name: '@stub/other' },
      'packages/other/big.txt': 'x'.repeat(900_000),
      'packages/far/package.json': {
        ...manifest,
        name: '@stub/far',
        dependencies: { 'is-not-here': '1.0.0' },
      },
    })
    remove = () => void tree.remove()
    all = ['sdk', 'core', 'other', 'far'].map((name) =>
      packPackage(join(tree.root, 'packages', name), join(tree.root, 'packed', name)),
    )
  })
  afterAll(() => remove())

  /** @param {number} index @param {number} limit */
  const check = (index, limit) => {
    const packed = all[index]
    if (!packed) throw new Error('It was not packed.')
    return checkInstall(packed, all, new Map([[String(packed.manifest['name']), limit]]))
  }

  it('is that of a package and of what it needs, and of nothing else', () => {
    expect(check(0, 1_000_000)).toEqual({
      installed: '0.1 MB of 1.0 MB, 2 packages',
      problems: [],
    })
  })

  it('is a problem over the budget', () => {
    const installed = '0.1 MB of 0.1 MB, 2 packages'
    expect(check(0, 99_000)).toEqual({ installed, problems: [`installed: ${installed}`] })
  })

  it('is not measured where there is no budget', () => {
    const [packed] = all
    expect(packed && checkInstall(packed, all, new Map())).toEqual({ problems: [] })
  })

  it('cannot be that of a package which needs what is not ours', () => {
    expect(() => check(3, 1_000_000)).toThrow()
  })
})

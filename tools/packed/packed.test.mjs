import { afterEach, describe, expect, it } from 'vitest'
import { createScratchTree } from '../source/scratchTree.mjs'
import { checkPackages } from './checkPackages.mjs'

const TIMEOUT = 60_000
const FOLDER = 'packages/sound'

const MANIFEST = {
  name: '@stub/sound',
  version: '1.0.0',
  license: 'MIT',
  type: 'module',
  sideEffects: false,
  engines: { node: '>=20.19' },
  exports: {
    '.': {
      import: { types: './dist/index.d.ts', default: './dist/index.js' },
      require: { types: './dist/index.d.cts', default: './dist/index.cjs' },
    },
  },
  files: ['dist'],
}

/** @type {Record<string, string | object>} */
const SOUND = {
  'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
  'package.json': { name: 'root', private: true },
  [`${FOLDER}/package.json`]: MANIFEST,
  [`${FOLDER}/LICENSE`]: 'MIT',
  [`${FOLDER}/README.md`]: '# sound',
  [`${FOLDER}/src/index.ts`]: 'export const one = 1',
  [`${FOLDER}/dist/index.js`]: 'export const one = 1\n',
  [`${FOLDER}/dist/index.cjs`]: 'exports.one = 1\n',
  [`${FOLDER}/dist/index.d.ts`]: 'export declare const one: number;\n',
  [`${FOLDER}/dist/index.d.cts`]: 'export declare const one: number;\n',
}

/** @type {(() => void)[]} */
const cleanups = []
afterEach(() => {
  for (const remove of cleanups.splice(0)) remove()
})

/**
 * @param {Record<string, string | object>} planted
 * @param {readonly string[]} [without]
 */
async function problemsWith(planted, without = []) {
  const files = Object.entries({ ...SOUND, ...planted }).filter(([path]) => !without.includes(path))
  const tree = createScratchTree(Object.fromEntries(files))
  cleanups.push(tree.remove)
  const results = await checkPackages(tree.root)
  return results.flatMap(({ problems }) => problems).join('\n')
}

describe('packed', { timeout: TIMEOUT }, () => {
  it('passes a sound package', async () => {
    expect(await problemsWith({})).toBe('')
  })

  it('reports what is missing, what is too much, and what publint and attw find', async () => {
    const problems = await problemsWith(
      {
        [`${FOLDER}/package.json`]: { ...MANIFEST, files: ['dist', 'src'] },
        [`${FOLDER}/dist/index.test.js`]: 'export {}',
        [`${FOLDER}/dist/index.cjs`]: 'export const one = 1\n',
      },
      [`${FOLDER}/LICENSE`, `${FOLDER}/README.md`],
    )
    expect(problems).toContain('LICENSE is missing')
    expect(problems).toContain('README.md is missing')
    expect(problems).toContain('src/index.ts is source')
    expect(problems).toContain('dist/index.test.js is a test')
    expect(problems).toContain('publint: error')
    expect(problems).toContain('attw: ')
  })
})

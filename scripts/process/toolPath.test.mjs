import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { toolPath } from './toolPath.mjs'

it('reads where the command of a package is', () => {
  const root = createFolder({
    'node_modules/vitest/package.json': '{"bin":{"vitest":"./vitest.mjs"}}',
    'node_modules/typescript/package.json': '{"bin":{"tsc":"bin/tsc"}}',
    'node_modules/knip/package.json': '{"bin":"bin/knip.js"}',
  })
  expect(toolPath(root, 'vitest')).toBe(join(root, 'node_modules/vitest/vitest.mjs'))
  expect(toolPath(root, 'typescript', 'tsc')).toBe(join(root, 'node_modules/typescript/bin/tsc'))
  expect(toolPath(root, 'knip')).toBe(join(root, 'node_modules/knip/bin/knip.js'))
})

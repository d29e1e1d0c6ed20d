import { afterEach, describe, expect, it } from 'vitest'
import { createScratchTree } from '../source/scratchTree.mjs'
import { checkRepository } from './checkRepository.mjs'
import { cleanTree } from './cleanTree.mjs'

/** @type {(() => void)[]} */
const cleanups = []
afterEach(() => {
  for (const remove of cleanups.splice(0)) remove()
})

const CORE = 'packages/shared/src'

/** @param {Record<string, string | object>} planted */
function findingsWith(planted) {
  const tree = createScratchTree({ ...cleanTree, ...planted })
  cleanups.push(tree.remove)
  return checkRepository(tree.root).findings
}

/** @param {Record<string, string | object>} planted */
const messagesWith = (planted) =>
  findingsWith(planted).map(({ file, line, message }) => `${file}:${line} ${message}`)

/** @type {[what: string, file: string, specifier: string, expected: string][]} */
const ROOM_FAULTS = [
  ['an upward import', 'model/up.ts', '../deliver/outbox.ts', 'floor 0 and floor 3'],
  ['an import beside', 'capture/side.ts', '../deliver/outbox.ts', 'both floor 3'],
  ['an import beside on floor 0', 'primitives/side.ts', '../model/signal.ts', 'both floor 0'],
  ['a room below that the row leaves out', 'capture/low.ts', '../webRuntime/timers.ts', 'floor 2'],
  ['a room that imports a door', 'capture/door.ts', '../entries/index.ts', 'a door only opens'],
  [
    'a room that imports the schema',
    'capture/zod.ts',
    '../schema/signal.ts',
    'behind its own door',
  ],
  [
    'product code on testing',
    'capture/t.ts',
    '../testing/faultySink/server.ts',
    'only entries/ and tests',
  ],
  ['a room that is none', 'capture/odd.ts', '../odd/thing.ts', 'no room of DESIGN.md'],
  [
    'a door that imports a door',
    'entries/schema.ts',
    './index.ts',
    'one door may not import another',
  ],
]

/** @type {[what: string, file: string, specifier: string, expected: string][]} */
const DOOR_FAULTS = [
  ['a deep import', 'packages/sdk-node/src/x.ts', '@holdfast/shared/model/signal', 'is no door'],
  [
    'a relative deep import',
    'tests/x.ts',
    '../packages/shared/src/model/signal.ts',
    'past the door',
  ],
  [
    'a runtime package in another',
    'packages/sdk-node/src/x.ts',
    '@holdfast/node',
    'its own package',
  ],
  [
    'a core door in an example',
    'examples/shop/x.ts',
    '@holdfast/shared',
    'it may use only doors of',
  ],
  ['another example', 'examples/shop/x.ts', '../bank/main.ts', 'past the door'],
  ['a runtime package in the core', `${CORE}/model/x.ts`, '@holdfast/node', 'no other package'],
]

/** @type {[what: string, file: string, specifier: string, expected: string][]} */
const PARTY_FAULTS = [
  ['zod outside schema/', `${CORE}/model/x.ts`, 'zod/mini', 'only packages/shared/src/schema/'],
  ['what is not declared', 'packages/sdk-node/src/x.ts', 'undici', 'undici is not declared'],
  ["the root's tools in a product", 'packages/sdk-node/src/x.ts', 'vitest', 'is not declared'],
  ['Node in the core', `${CORE}/model/x.ts`, 'node:fs', 'runs where node:fs does not exist'],
  ['Node in the core, unprefixed', `${CORE}/testing/x.ts`, 'fs', 'runs where fs does not exist'],
]

describe('rooms', () => {
  it('finds nothing in the clean tree', () => {
    const tree = createScratchTree(cleanTree)
    cleanups.push(tree.remove)
    expect(checkRepository(tree.root)).toEqual({ files: 14, imports: 12, findings: [] })
  })

  it.for(ROOM_FAULTS)('reports %s', ([, file, specifier, expected]) => {
    const messages = messagesWith({ [`${CORE}/${file}`]: `export * from '${specifier}'\n` })
    expect(messages).toEqual([expect.stringContaining(`${CORE}/${file}:1 `)])
    expect(messages[0]).toContain(expected)
  })

  it('says where the thing belongs', () => {
    const file = `${CORE}/capture/side.ts`
    expect(messagesWith({ [file]: "\nimport '../deliver/outbox.ts'\n" })).toEqual([
      `${file}:2 capture/ may not import deliver/ (both floor 3). Move what both need down to model/ or primitives/, or let monitor/ hand it in.`,
    ])
  })

  it('lets a test import the rooms that exist for tests', () => {
    const text = "import '../testing/faultySink/server.ts'\nimport { it } from 'vitest'\n"
    expect(messagesWith({ [`${CORE}/capture/capture.test.ts`]: text })).toEqual([])
  })

  it('sends a test that crosses rooms to tests/', () => {
    const planted = { [`${CORE}/capture/capture.test.ts`]: "import '../deliver/outbox.ts'\n" }
    expect(messagesWith(planted)).toEqual([
      expect.stringMatching(/crosses rooms belongs in tests\/\.$/),
    ])
  })

  it('reports a file in no room', () => {
    expect(messagesWith({ [`${CORE}/stray/x.ts`]: 'export {}\n' })).toEqual([
      expect.stringContaining('lies in no room'),
    ])
  })
})

describe('cycles', () => {
  it.each([
    ['import type', "import type { B } from './b.ts'\nexport type A = B\n"],
    ['a re-export', "export { type B as A } from './b.ts'\n"],
    ['import()', "export const a = (): unknown => import('./b.ts')\n"],
    ["an import('x') type", "export type A = import('./b.ts').B\n"],
  ])('are found through %s', (_, text) => {
    const messages = messagesWith({
      [`${CORE}/model/a.ts`]: text,
      [`${CORE}/model/b.ts`]: "import type { C } from './c.ts'\nexport type B = C\n",
      [`${CORE}/model/c.ts`]: "import type { A } from './a'\nexport type C = A\n",
    })
    expect(messages).toEqual([
      `${CORE}/model/a.ts:1 cycle: ${CORE}/model/a.ts -> ${CORE}/model/b.ts -> ${CORE}/model/c.ts -> ${CORE}/model/a.ts. Move what they share into a file of its own that imports none of them.`,
    ])
  })

  it('are found where a file imports itself', () => {
    expect(messagesWith({ [`${CORE}/model/a.ts`]: "export * from './a.ts'\n" })).toHaveLength(1)
  })
})

describe('doors', () => {
  it.for(DOOR_FAULTS)('report %s', ([, file, specifier, expected]) => {
    expect(messagesWith({ [file]: `import '${specifier}'\n` })).toEqual([
      expect.stringContaining(expected),
    ])
  })

  it('must have a source, and be listed', () => {
    const manifest = {
      name: '@holdfast/node',
      exports: { '.': './dist/index.js', './x': './dist/x.js' },
    }
    expect(
      messagesWith({
        'packages/sdk-node/package.json': manifest,
        [`${CORE}/entries/secret.ts`]: "export { once } from '../primitives/once.ts'\n",
      }),
    ).toEqual([
      expect.stringContaining('the door ./x has no source'),
      expect.stringContaining('secret.ts:1 is no door'),
    ])
  })
})

describe('third parties', () => {
  it.for(PARTY_FAULTS)('report %s', ([, file, specifier, expected]) => {
    expect(messagesWith({ [file]: `import '${specifier}'\n` })).toEqual([
      expect.stringContaining(expected),
    ])
  })

  it('report a name that is computed', () => {
    const text = 'export const load = (name: string): unknown => import(name)\n'
    expect(messagesWith({ 'packages/sdk-node/src/load.ts': text })).toHaveLength(1)
  })
})

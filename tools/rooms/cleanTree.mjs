const DOOR = { import: { types: './dist/index.d.ts', default: './dist/index.js' } }

/** The smallest repository that keeps the law: each test plants one fault into it. */
export const cleanTree = Object.freeze({
  'package.json': { name: 'root', devDependencies: { vitest: '1' } },
  'packages/shared/package.json': {
    name: '@holdfast/shared',
    exports: { '.': DOOR, './schema': DOOR, './web-runtime': DOOR },
    devDependencies: { zod: '4' },
  },
  'packages/shared/src/model/signal.ts': 'export type Signal = { readonly id: string }\n',
  'packages/shared/src/primitives/once.ts':
    'export const once = (run: () => void): (() => void) => run\n',
  'packages/shared/src/ports/clock.ts':
    "import type { Signal } from '../model/signal.ts'\nexport type Clock = () => Signal\n",
  'packages/shared/src/capture/capture.ts':
    "import type { Clock } from '../ports/clock.ts'\nexport const capture = (clock: Clock): string => clock().id\n",
  'packages/shared/src/deliver/outbox.ts': 'export const outbox: readonly string[] = []\n',
  'packages/shared/src/schema/signal.ts':
    "import { z } from 'zod'\nexport const schema: unknown = z\n",
  'packages/shared/src/webRuntime/timers.ts': 'export const timers: readonly string[] = []\n',
  'packages/shared/src/testing/faultySink/server.ts':
    "import { createServer } from 'node:http'\nexport const start = (): unknown => createServer()\n",
  'packages/shared/src/entries/index.ts': "export { capture } from '../capture/capture.ts'\n",
  'packages/shared/src/entries/schema.ts': "export { schema } from '../schema/signal.ts'\n",
  'packages/shared/src/entries/webRuntime.ts': "export { timers } from '../webRuntime/timers.ts'\n",
  'packages/sdk-node/package.json': { name: '@holdfast/node', exports: { '.': DOOR } },
  'packages/sdk-node/src/index.ts': "export { capture } from '@holdfast/shared'\n",
  'tests/package.json': { name: 'tests' },
  'tests/whole.test.ts': "import { it } from 'vitest'\nimport { capture } from '@holdfast/node'\n",
  'examples/shop/package.json': { name: 'shop' },
  'examples/shop/main.ts':
    "import { capture } from '@holdfast/node'\nimport { schema } from '@holdfast/shared/schema'\n",
})

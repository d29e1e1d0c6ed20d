import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createScratchTree } from '../source/scratchTree.mjs'
import { askForBuiltins } from './builtins.mjs'
import { joinChunks } from './joinChunks.mjs'
import { planChunks } from './planChunks.mjs'

/** @param {Readonly<Record<string, readonly string[]>>} imports @param {number} size */
const graphOf = (imports, size) => ({
  importsOf: (/** @type {string} */ id) => imports[id] ?? [],
  sizeOf: () => size,
})

describe('the plan of chunks', () => {
  it('is one of what the first door has alone, and one of what it shares with light ones', () => {
    const graph = graphOf({ index: ['a', 'b'], a: ['c'], light: ['c'], other: ['b', 'd'] }, 10)
    const plan = planChunks({ first: 'index', light: ['light'] }, graph)
    expect([...plan]).toEqual([
      ['c', 'basis'],
      ['a', 'core1'],
      ['b', 'core1'],
      ['index', 'core1'],
    ])
  })

  it('begins another before one is too long, and none needs a later one', () => {
    const imports = { index: ['a', 'b'], a: ['c', 'd'], b: ['d', 'e'], d: ['c'] }
    const plan = planChunks({ first: 'index', light: [] }, graphOf(imports, 40_000))
    const [...names] = new Set(plan.values())
    expect(names).toEqual(['core1', 'core2', 'core3'])
    for (const [id, needed] of Object.entries(imports)) {
      for (const other of needed) {
        expect(names.indexOf(plan.get(id) ?? '')).toBeGreaterThanOrEqual(
          names.indexOf(plan.get(other) ?? ''),
        )
      }
    }
  })
})

describe('the modules of Node', () => {
  it('are asked for in both kinds, and others are left', () => {
    const code = [
      "import { join, sep as slash } from 'path';",
      "import cluster from 'node:cluster';",
      "import { init } from './core1.js';",
      "var fs = require('fs');",
      "var core = require('./core1.cjs');",
      "const thread = `\nconst { workerData } = require('node:worker_threads')\n`",
    ]
    expect(askForBuiltins(code.join('\n')).split('\n')).toEqual([
      'const { join, sep: slash } = process.getBuiltinModule("path");',
      'const cluster = process.getBuiltinModule("node:cluster");',
      "import { init } from './core1.js';",
      'const fs = process.getBuiltinModule("fs");',
      "var core = require('./core1.cjs');",
      'const thread = `',
      "const { workerData } = require('node:worker_threads')",
      '`',
    ])
  })
})

describe('joined chunks', () => {
  /** @type {(() => void)[]} */
  const cleanups = []
  afterEach(() => {
    for (const remove of cleanups.splice(0)) remove()
  })

  it('run by import and by require, and load no streams', async () => {
    const { root, remove } = createScratchTree({
      'package.json': { type: 'module' },
      'in/index.js':
        "import { existsSync as isThere } from 'fs'\nimport { name } from './name.js'\nexport const say = () => [name, isThere('/none')].join(' ')\n",
      'in/name.js': "export const name = 'index'\n",
      'in/light.js': "export { name } from './name.js'\n",
    })
    cleanups.push(() => void remove())
    const files = await joinChunks({
      entries: { index: join(root, 'in/index.js'), light: join(root, 'in/light.js') },
      first: 'index',
      light: ['light'],
    })
    mkdirSync(join(root, 'out'))
    for (const { fileName, code } of files) writeFileSync(join(root, 'out', fileName), code)
    const streams = "process.moduleLoadList.some((name) => name.endsWith(' stream'))"
    const writing = 'process._rawDebug([say(), name, hadStreams].join())'
    /** @param {string} name @param {string} code */
    const run = (name, code) => {
      writeFileSync(join(root, name), code)
      return spawnSync(process.execPath, [join(root, name)], { encoding: 'utf8' }).stderr.trim()
    }
    const imported = `import { say } from './out/index.js'\nimport { name } from './out/light.js'\nconst hadStreams = ${streams}\n${writing}`
    const required = `const { say } = require('./out/index.cjs')\nconst { name } = require('./out/light.cjs')\nconst hadStreams = ${streams}\n${writing}`
    expect(run('run.mjs', imported)).toBe('index false,index,false')
    expect(run('run.cjs', required)).toBe('index false,index,false')
  })
})

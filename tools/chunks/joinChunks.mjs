import { rollup } from 'rollup'
import { askForBuiltins, isBuiltin } from './builtins.mjs'
import { planChunks } from './planChunks.mjs'

/**
 * @typedef {object} Doors
 * @property {Readonly<Record<string, string>>} entries the file of each door, as an ES module
 * @property {string} first the one that a process loads as it starts
 * @property {readonly string[]} light those that may be all that it loads
 *
 * @typedef {{ readonly fileName: string, readonly code: string }} File
 */

const kinds = /** @type {const} */ ([
  { format: 'es', extension: 'js' },
  { format: 'cjs', extension: 'cjs' },
])

/**
 * Bundlers put what several entries share into as many chunks as there are ways to share it; a process that
 * starts pays for each of them.
 *
 * @param {Doors} doors
 * @returns {Promise<File[]>}
 */
export async function joinChunks({ entries, first, light }) {
  const bundle = await rollup({
    input: entries,
    external: isBuiltin,
    treeshake: { moduleSideEffects: 'no-external' },
  })
  /** @type {Map<string, string> | undefined} */
  let plan
  /** @type {import('rollup').GetManualChunk} */
  const chunkOf = (id, { getModuleInfo }) => {
    plan ??= planChunks(
      { first: entries[first] ?? '', light: light.map((name) => entries[name] ?? '') },
      {
        importsOf: (of) => getModuleInfo(of)?.importedIds ?? [],
        sizeOf: (of) => getModuleInfo(of)?.code?.length ?? 0,
      },
    )
    return plan.get(id)
  }
  try {
    const outputs = await Promise.all(
      kinds.map(({ format, extension }) =>
        bundle.generate({
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: ({ name }) => `${name.replace(/^(chunk)-.*/, '$1')}-[hash].${extension}`,
          hashCharacters: 'base36',
          manualChunks: chunkOf,
          hoistTransitiveImports: false,
          minifyInternalExports: false,
          plugins: [{ name: 'builtins', renderChunk: (code) => askForBuiltins(code) }],
        }),
      ),
    )
    return outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk')
  } finally {
    await bundle.close()
  }
}

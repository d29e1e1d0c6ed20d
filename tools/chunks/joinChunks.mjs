import { rollup } from 'rollup'
import { askForBuiltins, isBuiltin } from './builtins.mjs'

/**
 * Which doors a process loads at its start, and which may be all that it loads.
 * @typedef {object} Doors
 * @property {Readonly<Record<string, string>>} entries the file of each door, as an ES module
 * @property {string} first what it reaches is one chunk
 * @property {readonly string[]} light what it shares with these is another, so that they stay small
 *
 * @typedef {{ readonly fileName: string, readonly code: string }} File
 */

const joined = new Set(['basis', 'core'])

const kinds = /** @type {const} */ ([
  { format: 'es', extension: 'js' },
  { format: 'cjs', extension: 'cjs' },
])

/**
 * All modules that an entry imports as it is loaded.
 * @param {string} entry
 * @param {import('rollup').GetModuleInfo} infoOf
 * @returns {Set<string>}
 */
const reach = (entry, infoOf) => {
  const reached = new Set([entry])
  for (const id of reached) for (const next of infoOf(id)?.importedIds ?? []) reached.add(next)
  return reached
}

/**
 * Bundlers share code between entries in as many chunks as there are ways to share it; a process that starts
 * pays for each of them.
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
  /** @param {string} door @param {import('rollup').GetModuleInfo} infoOf */
  const reachOf = (door, infoOf) => reach(entries[door] ?? '', infoOf)
  /** @type {import('rollup').GetManualChunk} */
  const chunkOf = (id, { getModuleInfo }) => {
    if (!reachOf(first, getModuleInfo).has(id)) return undefined
    const isLight = light.some((door) => reachOf(door, getModuleInfo).has(id))
    return isLight ? 'basis' : 'core'
  }
  try {
    const outputs = await Promise.all(
      kinds.map(({ format, extension }) =>
        bundle.generate({
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: ({ name }) => `${joined.has(name) ? `${name}-` : 'chunk-'}[hash].${extension}`,
          hashCharacters: 'base36',
          manualChunks: chunkOf,
          hoistTransitiveImports: false,
          minifyInternalExports: false,
          plugins: [{ name: 'builtins', renderChunk: (code) => askForBuiltins(code) }],
        }),
      ),
    )
    return outputs
      .flatMap(({ output }) => output)
      .flatMap((file) => (file.type === 'chunk' ? [file] : []))
  } finally {
    await bundle.close()
  }
}

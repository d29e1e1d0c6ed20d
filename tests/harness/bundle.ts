import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Names that an entry imports, and the files that they stand for. */
export type Subjects = Readonly<Record<string, URL>>

/**
 * An entry and all that it imports, as the text of one ES module.
 *
 * @param subjects - files that no door opens, put under a test of their own in their real home.
 */
export const bundle = async (entry: URL, subjects: Subjects = {}): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
    // What workerd has of Node, it has under these names.
    external: ['node:*'],
    alias: Object.fromEntries(
      Object.entries(subjects).map(([name, file]) => [name, fileURLToPath(file)]),
    ),
  })
  const [output] = outputFiles
  if (!output) throw new Error(`The bundle of ${entry.pathname} is empty.`)
  return output.text
}

import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** An entry and all that it imports, as the text of one ES module. */
export const bundle = async (entry: URL): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  })
  const [output] = outputFiles
  if (!output) throw new Error(`The bundle of ${entry.pathname} is empty.`)
  return output.text
}

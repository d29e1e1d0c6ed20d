import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { repositoryRoot } from '../source/repositoryRoot.mjs'

const folder = join(repositoryRoot, 'packages/shared')

/**
 * Compiles a text as if it were a file of the core, with the settings that the core is compiled with.
 * @param {string} text
 */
function errorsOf(text) {
  const config = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, folder)
  const planted = join(folder, 'src/deliver/planted.ts')
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (name) => name === planted || fileExists(name)
  host.getSourceFile = (name, ...rest) =>
    name === planted
      ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true)
      : getSourceFile(name, ...rest)
  const program = ts.createProgram({ rootNames: [planted], options, host })
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

describe('the settings of packages/shared', () => {
  it.each(['fetch', 'setTimeout', 'process', 'document', 'console'])('do not know %s', (name) => {
    expect(errorsOf(`export const planted = (): unknown => ${name}\n`)).toEqual([
      expect.stringContaining(`Cannot find name '${name}'`),
    ])
  })

  it('compile what names no host', () => {
    expect(errorsOf('export const planted = (): number => Math.max(1, 2)\n')).toEqual([])
  })
})

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'
import { repositoryRoot } from '../source/repositoryRoot.mjs'

const NAME = 'door'
const NONE = { default: { logLevel: ExtractorLogLevel.None } }
const SILENT = {
  compilerMessageReporting: NONE,
  extractorMessageReporting: NONE,
  tsdocMessageReporting: NONE,
}

/** @param {string} types */
const compilerFor = (types) => ({
  overrideTsconfig: {
    compilerOptions: {
      target: 'ES2022',
      module: 'ESNext',
      moduleResolution: 'Bundler',
      lib: ['ES2022', 'DOM'],
      typeRoots: [join(repositoryRoot, 'node_modules/@types')],
      types: ['node'],
      strict: true,
      skipLibCheck: true,
    },
    files: [types],
  },
})

/**
 * Messages stay out of the report: they would name the hashed chunks that the build splits declarations into.
 * @param {import('./doors.mjs').Door} door
 * @param {string} scratch
 */
const configFor = ({ folder, types }, scratch) =>
  ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, 'package.json'),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: types,
      compiler: compilerFor(types),
      apiReport: {
        enabled: true,
        reportFileName: NAME,
        reportFolder: scratch,
        reportTempFolder: scratch,
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: SILENT,
    },
  })

/**
 * The public surface of a door, as API Extractor writes it.
 * @param {import('./doors.mjs').Door} door
 * @returns {string}
 */
export function extractReport(door) {
  if (!existsSync(door.types)) throw new Error(`${door.name} has no ${door.types}. Build first.`)
  const scratch = mkdtempSync(join(tmpdir(), 'holdfast-api-'))
  try {
    Extractor.invoke(configFor(door, scratch), {
      localBuild: true,
      messageCallback: (message) => {
        message.handled = true
      },
    })
    return readFileSync(join(scratch, `${NAME}.api.md`), 'utf8')
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

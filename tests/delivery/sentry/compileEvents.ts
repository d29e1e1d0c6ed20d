import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const fileName = fileURLToPath(new URL('./sentEvents.generated.ts', import.meta.url))

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  types: [],
}

/**
 * What the compiler says of events as they were sent, each written down as a literal of the type
 * `Event` of `@sentry/core`: members that the type does not know are errors there too.
 */
export const compileEvents = (events: readonly object[]): readonly string[] =>
  compileLiterals(
    ['Event'],
    events.map((event) => ({ type: 'Event', text: JSON.stringify(event, null, 2) })),
  )

/** What the compiler says of literals of types of `@sentry/core`. */
export const compileLiterals = (
  names: readonly string[],
  literals: readonly { readonly type: string; readonly text: string }[],
): readonly string[] => {
  const lines = literals.map(
    ({ type, text }, index) => `export const literal${index}: ${type} = ${text}`,
  )
  const text = `import type { ${names.join(', ')} } from '@sentry/core'\n${lines.join('\n')}\n`
  const host = ts.createCompilerHost(options)
  const program = ts.createProgram([fileName], options, {
    ...host,
    fileExists: (name) => name === fileName || host.fileExists(name),
    readFile: (name) => (name === fileName ? text : host.readFile(name)),
    getSourceFile: (name, version) =>
      name === fileName
        ? ts.createSourceFile(name, text, version)
        : host.getSourceFile(name, version),
  })
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

import { builtinModules } from 'node:module'

const names = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]))

/** @param {string} specifier */
export const isBuiltin = (specifier) => names.has(specifier)

/** @param {string} specifier */
const askFor = (specifier) => `process.getBuiltinModule(${JSON.stringify(specifier)})`

const wholes = /^import (\w+) from '([^']+)';$/gm
const parts = /^import \{([^}]*)\} from '([^']+)';$/gm
const required = /^var (\w+) = require\('([^']+)'\);$/gm

/**
 * Asks the process for Node's own modules. `import` and `require` would first read each property of one, and
 * those of `fs` load all streams and promises with it: a sixth of what a start took.
 *
 * @param {string} code of a chunk, of either kind
 */
export function askForBuiltins(code) {
  /** @param {string} line @param {string} target @param {string} specifier */
  const ask = (line, target, specifier) =>
    isBuiltin(specifier) ? `const ${target} = ${askFor(specifier)};` : line
  return code
    .replaceAll(parts, (line, names, from) =>
      ask(line, `{${names.replaceAll(' as ', ': ')}}`, from),
    )
    .replaceAll(wholes, ask)
    .replaceAll(required, ask)
}

import { findingAt } from '../source/finding.mjs'
import { ambientClockUse } from './ambientClock.mjs'
import { findAmbient } from './ambientRule.mjs'
import { ECMASCRIPT_GLOBALS } from './ecmaScriptGlobals.mjs'
import { CORE, HOST_FOLDER } from './floors.mjs'
import { freeIdentifiers } from './freeIdentifiers.mjs'

/** @typedef {import('../source/sourceFiles.mjs').Source} Source */

const ADVICE =
  'Ask for it in ports/ and take it from the Runtime; packages/sdk-*/src/runtime/ hands it in.'

/** @param {Source} source */
const isCore = ({ path, isTest }) =>
  path.startsWith(`packages/${CORE}/src/`) && !path.startsWith(HOST_FOLDER) && !isTest

/**
 * @param {Source} source
 * @param {import('typescript').Identifier} name
 */
function checkIdentifier(source, name) {
  const clock = ambientClockUse(name)
  if (clock !== undefined) {
    return [findingAt(source, name, `the core reads ${clock.what}. Use ${clock.instead}.`)]
  }
  if (ECMASCRIPT_GLOBALS.has(name.text)) return []
  return [findingAt(source, name, `the core names the host's ${name.text}. ${ADVICE}`)]
}

/**
 * Where the core reaches for what only a host has.
 * @param {readonly Source[]} sources
 */
export function findHostGlobals(sources) {
  return sources
    .filter(isCore)
    .flatMap((source) => [
      ...freeIdentifiers(source.tree).flatMap((name) => checkIdentifier(source, name)),
      ...findAmbient(source, ADVICE),
    ])
}

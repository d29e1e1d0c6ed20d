import { CORE, HOST_FOLDER, SCHEMA_ROOM, WITHOUT_NODE } from './floors.mjs'

/**
 * @param {import('./links.mjs').Link} link
 * @param {string} name
 */
function checkBuiltin({ source, from }, name) {
  if (!WITHOUT_NODE.includes(from.area) || source.isTest) return undefined
  if (!source.path.startsWith(`packages/${from.area}/src/`)) return undefined
  if (source.path.startsWith(HOST_FOLDER)) return undefined
  return `packages/${from.area} runs where ${name} does not exist. Ask for it in ports/, and let packages/sdk-node/src/runtime/ answer.`
}

/**
 * @param {import('./links.mjs').Link} link
 * @param {string} name
 * @param {import('./workspace.mjs').Workspace} workspace
 */
function checkPackage({ source, from }, name, workspace) {
  const isPackage = from.unit.startsWith('packages/')
  const inSchema = from.area === CORE && from.room === SCHEMA_ROOM
  if (name === 'zod' && isPackage && !inSchema) {
    return `only packages/shared/src/${SCHEMA_ROOM}/ imports zod. Write the schema there, and use its inferred type here.`
  }
  const isProduct = (isPackage && !source.isTest) || from.area === 'examples'
  const { manifestFor, rootManifest } = workspace
  if (manifestFor(source.path).declared.has(name)) return undefined
  if (!isProduct && rootManifest.declared.has(name)) return undefined
  return `${name} is not declared for ${from.unit}. Add it to ${from.unit}/package.json with its reason in ARCHITECTURE.md, or do without.`
}

/**
 * Whether what comes from outside the repository is declared where it is used.
 * @param {import('./links.mjs').Link} link
 * @param {import('./workspace.mjs').Workspace} workspace
 * @returns {string | undefined} what is wrong
 */
export function checkThirdParty(link, workspace) {
  const { target } = link
  if (target.kind === 'builtin') return checkBuiltin(link, target.name)
  if (target.kind === 'thirdParty') return checkPackage(link, target.name, workspace)
  return undefined
}

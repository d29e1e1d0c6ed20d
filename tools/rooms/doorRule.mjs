import { DOORS, DOORS_OPEN_TO } from './floors.mjs'
import { isDoorFile, isRuntimePackage, placeOf } from './place.mjs'

/** @param {import('./place.mjs').Place} place */
function openTo(place) {
  return DOORS_OPEN_TO[isRuntimePackage(place) ? 'sdk-*' : place.area] ?? []
}

/**
 * @param {readonly string[]} open
 * @param {string} area
 * @param {string} door
 */
function isListed(open, area, door) {
  return (
    open.includes(area) ||
    open.includes(`${area}/${door.slice(2)}`) ||
    (area.startsWith('sdk-') && open.includes('sdk-*'))
  )
}

/**
 * @param {import('./place.mjs').Place} from
 * @param {Extract<import('./resolve.mjs').Target, { kind: 'door' }>} target
 */
function checkDoor(from, target) {
  const { packageName, door, isOpen, folder } = target
  const mention = packageName + door.slice(1)
  if (folder === from.unit && from.area !== 'tests') {
    return `imports its own package as ${mention}. Import the file by its relative path.`
  }
  if (!isOpen) {
    return `${mention} is no door of ${packageName}. Use one listed under "exports" in ${folder}/package.json, or open one: a file in ${folder}/src/${DOORS}/.`
  }
  const open = openTo(from)
  if (isListed(open, placeOf(`${folder}/`).area, door)) return undefined
  const allowed = open.length === 0 ? 'no other package' : `only doors of ${open.join(', ')}`
  return `${from.unit} may not import ${mention}: it may use ${allowed}. What several packages need belongs in packages/shared, behind a door.`
}

/**
 * Whether an import that leaves its package goes through an open door.
 * @param {import('./links.mjs').Link} link
 * @returns {string | undefined} what is wrong
 */
export function checkDoors({ from, target }) {
  if (target.kind === 'door') return checkDoor(from, target)
  if (target.kind !== 'file') return undefined
  const to = placeOf(target.path)
  if (to.unit !== from.unit) {
    const advice = target.path.startsWith('packages/')
      ? 'Import it by the package name, through a door of its "exports"'
      : 'What both need belongs behind a door of a package, or is written twice'
    return `${target.path} lies outside ${from.unit}: a relative import goes past the door. ${advice}.`
  }
  if (isRuntimePackage(from) && isDoorFile(to)) {
    return `imports the door ${target.path}. Import the file that it opens.`
  }
  return undefined
}

import { DOORS } from './floors.mjs'

/**
 * Where a file lies: the area (a package, or one example), and for a package's source its room.
 * `unit` is what imports must not leave by a relative path.
 * @typedef {object} Place
 * @property {string} area `shared`, `sdk-node`, `examples`, `tests`, `bench`, or `outside`
 * @property {string} unit the folder that is a world of its own, such as `packages/shared`
 * @property {string | null} room first folder below `src`; null for what lies beside the rooms
 */

const OUTSIDE = Object.freeze({ area: 'outside', unit: '', room: null })

/**
 * @param {readonly string[]} segments
 * @returns {Place}
 */
function placeInPackage([, name = '', source, room, ...rest]) {
  const inRoom = source === 'src' && rest.length > 0
  return { area: name, unit: `packages/${name}`, room: inRoom ? (room ?? null) : null }
}

/**
 * @param {string} path relative to the root, with forward slashes
 * @returns {Place}
 */
export function placeOf(path) {
  const segments = path.split('/')
  const [top = ''] = segments
  if (top === 'packages') return placeInPackage(segments)
  if (top === 'examples') return { area: top, unit: segments.slice(0, 2).join('/'), room: null }
  if (top === 'tests' || top === 'bench') return { area: top, unit: top, room: null }
  return OUTSIDE
}

/** @param {Place} place */
export const isDoorFile = (place) => place.room === DOORS

/** @param {Place} place */
export const isRuntimePackage = (place) => place.area.startsWith('sdk-')

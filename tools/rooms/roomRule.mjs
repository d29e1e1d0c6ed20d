import { CORE, DOORS, ROOMS, TEST_ROOMS } from './floors.mjs'
import { placeOf } from './place.mjs'

/** @typedef {import('./floors.mjs').Room} Room */

/** @param {readonly string[]} rooms */
const listed = (rooms) => rooms.map((room) => `${room}/`).join(', ')

/**
 * @param {Room} law
 * @param {string} room
 */
function allows(law, room) {
  const floor = ROOMS[room]?.floor
  return (
    law.mayImport.includes(room) || (typeof floor === 'number' && law.mayImport.includes(floor))
  )
}

/** @param {Room} law */
const roomsOpenTo = (law) => Object.keys(ROOMS).filter((room) => allows(law, room))

/**
 * @param {string} from
 * @param {Room} law
 */
function wayOut(from, law) {
  if (law.mayImport.length === 0) {
    return 'It may import nothing: take it as a parameter, or move this file up to a room that may see both'
  }
  const below = roomsOpenTo(law).filter((room) => ROOMS[room]?.floor === 0)
  const moveDown = `Move what both need down to ${below.map((room) => `${room}/`).join(' or ')}`
  return from === 'monitor' ? moveDown : `${moveDown}, or let monitor/ hand it in`
}

/**
 * @param {string} from
 * @param {string} to
 */
function floorsOf(from, to) {
  const [here, there] = [ROOMS[from]?.floor ?? 'none', ROOMS[to]?.floor ?? 'none']
  return here === there ? `both floor ${here}` : `floor ${here} and floor ${there}`
}

/**
 * @param {string} from
 * @param {string} to
 */
function refusal(from, to) {
  const law = /** @type {Room} */ (ROOMS[from])
  const opening = `${from}/ may not import ${to}/`
  if (to === DOORS) {
    return `${opening}: a door only opens a room. Import the file in the room that the door opens.`
  }
  if (TEST_ROOMS.includes(to)) {
    return `${opening}: only ${DOORS}/ and tests do. Move what the product needs down to the room it is about.`
  }
  if (to === 'schema') {
    return `${opening}: zod stays behind its own door. Put the inferred type into model/.`
  }
  if (ROOMS[to] === undefined) {
    return `${opening}: that is no room of DESIGN.md, section 3. Move it to one of ${listed(Object.keys(ROOMS))}.`
  }
  return `${opening} (${floorsOf(from, to)}). ${wayOut(from, law)}.`
}

/** @param {string} to */
function doorRefusal(to) {
  if (to === DOORS) {
    return `one door may not import another: ${DOORS}/ imports only rooms. Import the file in the room.`
  }
  if (ROOMS[to] === undefined) return `${DOORS}/ may import only rooms, and ${to} is none.`
  return undefined
}

/**
 * Whether an import inside the core keeps to the floors.
 * @param {import('./links.mjs').Link} link
 * @returns {string | undefined} what is wrong
 */
export function checkRooms({ source, from, target }) {
  if (target.kind !== 'file' || from.area !== CORE || from.room === null) return undefined
  const { unit, room: to } = placeOf(target.path)
  if (unit !== from.unit || to === null) return undefined
  if (from.room === DOORS) return doorRefusal(to)
  if (to === from.room) return undefined
  const law = ROOMS[from.room]
  if (law === undefined || allows(law, to)) return undefined
  if (source.isTest && TEST_ROOMS.includes(to)) return undefined
  const crossing = source.isTest ? ' A test that crosses rooms belongs in tests/.' : ''
  return refusal(from.room, to) + crossing
}

import { findingInFile } from '../source/finding.mjs'
import { CORE, DOORS, ROOMS } from './floors.mjs'
import { placeOf } from './place.mjs'

/**
 * Files of the core that lie in no room of the table.
 * @param {readonly import('../source/sourceFiles.mjs').Source[]} sources
 */
export function findHomeless(sources) {
  const rooms = Object.keys(ROOMS)
    .map((room) => `${room}/`)
    .join(', ')
  return sources
    .filter(({ path }) => path.startsWith(`packages/${CORE}/src/`))
    .filter(({ path }) => {
      const { room } = placeOf(path)
      return room === null || (room !== DOORS && ROOMS[room] === undefined)
    })
    .map(({ path }) =>
      findingInFile(
        path,
        `lies in no room. Move it to one of ${rooms}, or to ${DOORS}/ as a door.`,
      ),
    )
}

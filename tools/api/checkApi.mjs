import { findDoors } from './doors.mjs'
import { extractReport } from './extractReport.mjs'
import { createReportFolder } from './reportFolder.mjs'
import { undocumentedExports } from './undocumented.mjs'

/**
 * @param {import('./doors.mjs').Door} door
 * @param {string} report
 */
function findUndocumented({ name }, report) {
  const names = undocumentedExports(report)
  return names.length === 0 ? [] : [`${name}: no TSDoc comment on ${names.join(', ')}`]
}

/**
 * Compares the public surface of every door with its committed report, or writes the reports anew.
 * @param {string} root
 * @param {{ isWriting: boolean, extract?: (door: import('./doors.mjs').Door) => string }} options
 */
export function checkApi(root, { isWriting, extract = extractReport }) {
  const folder = createReportFolder(root)
  const doors = findDoors(root)

  /** @param {import('./doors.mjs').Door} door */
  const checkDoor = (door) => {
    const report = extract(door)
    if (isWriting) folder.write(door.report, report)
    const difference = folder.compare(door.report, report)
    const changed =
      difference === undefined ? [] : [`${door.name}: its surface changed\n${difference}`]
    return [...changed, ...findUndocumented(door, report)]
  }

  const known = new Set(doors.map(({ report }) => report))
  const stale = folder.list().filter((name) => !known.has(name))
  if (isWriting) for (const name of stale) folder.remove(name)
  const left = isWriting ? [] : stale.map((name) => `api/${name} reports a door that is gone`)
  return { doors: doors.length, problems: [...doors.flatMap(checkDoor), ...left] }
}

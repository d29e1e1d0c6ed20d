import { findingInFile } from '../source/finding.mjs'
import { doorCandidates, doorSource } from './doorSource.mjs'
import { DOORS } from './floors.mjs'

/**
 * Doors that open on nothing, and door files that no `exports` entry opens.
 * @param {import('./workspace.mjs').Workspace} workspace
 * @param {readonly import('../source/sourceFiles.mjs').Source[]} sources
 */
export function findDoorsWithoutSource(workspace, sources) {
  return [...workspace.packages.values()].flatMap(({ folder, manifest }) => {
    const doors = Object.keys(manifest.exports).filter((door) => door !== './package.json')
    const missing = doors
      .filter((door) => doorSource(workspace.root, folder, door) === undefined)
      .map((door) => {
        const expected = doorCandidates(folder, door)[0]
        return findingInFile(
          `${folder}/package.json`,
          `the door ${door} has no source. Write ${expected}, or take the door out of "exports".`,
        )
      })
    const opened = new Set(doors.map((door) => doorSource(workspace.root, folder, door)))
    const shut = sources
      .filter(({ path, isTest }) => path.startsWith(`${folder}/src/${DOORS}/`) && !isTest)
      .filter(({ path }) => !opened.has(path))
      .map(({ path }) =>
        findingInFile(path, `is no door: "exports" of ${folder}/package.json does not list it.`),
      )
    return [...missing, ...shut]
  })
}

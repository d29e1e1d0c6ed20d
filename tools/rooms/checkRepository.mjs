import { findingAt } from '../source/finding.mjs'
import { packageFolders } from '../source/packageFolders.mjs'
import { readSources } from '../source/sourceFiles.mjs'
import { findFileCycles } from './cycleRule.mjs'
import { checkDoors } from './doorRule.mjs'
import { findDoorsWithoutSource } from './doorSourceRule.mjs'
import { findHomeless } from './homelessRule.mjs'
import { findHostGlobals } from './hostRule.mjs'
import { linksOf } from './links.mjs'
import { checkRooms } from './roomRule.mjs'
import { checkThirdParty } from './thirdPartyRule.mjs'
import { createWorkspace } from './workspace.mjs'

const LINK_RULES = [checkRooms, checkDoors, checkThirdParty]
const COMPUTED = 'imports a module whose name is computed, so nobody can check it. Write the name.'

/**
 * Reads a checkout and tells what breaks the law of floors, rooms and doors.
 * @param {string} root
 */
export function checkRepository(root) {
  const packageSources = readSources(
    root,
    packageFolders(root).map((folder) => `${folder}/src`),
  )
  const sources = [...packageSources, ...readSources(root, ['examples', 'tests', 'bench'])]
  const workspace = createWorkspace(root)
  const { known, computed } = linksOf(workspace, sources)

  const perLink = known.flatMap((link) =>
    LINK_RULES.map((rule) => rule(link, workspace))
      .filter((message) => message !== undefined)
      .map((message) => findingAt(link.source, link.node, message)),
  )
  const unchecked = computed
    .filter(({ source }) => source.path.startsWith('packages/') && !source.isTest)
    .map(({ source, node }) => findingAt(source, node, COMPUTED))

  const findings = [
    ...perLink,
    ...unchecked,
    ...findFileCycles(known),
    ...findHomeless(sources),
    ...findDoorsWithoutSource(workspace, packageSources),
    ...findHostGlobals(packageSources),
  ]
  return { files: sources.length, imports: known.length + computed.length, findings }
}

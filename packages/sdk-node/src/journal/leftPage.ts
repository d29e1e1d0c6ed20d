import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import type { LeftUsage } from '@holdfast/shared'
import { openSegmentFile } from '../spool/segmentFile.ts'
import { nobody, withOwner } from '../spool/segmentName.ts'
import { openUnlessGone, removeFile } from '../spool/shelf.ts'
import { createOwnFile, type OwnFile, pageIdOf } from './createPage.ts'
import { readUses } from './readUses.ts'

/** A page of an earlier life, now ours. It throws where what lies there is no file that we can read. */
export const createLeftPage = (folder: string, name: string, files: Set<OwnFile>): LeftUsage => {
  const path = join(folder, name)
  openSegmentFile(path).close()
  // Under its new name it still looks as if nobody had touched it for long.
  utimesSync(path, new Date(), new Date())
  const file = createOwnFile(path, join(folder, withOwner(name, nobody)))
  files.add(file)
  return {
    id: pageIdOf(name),
    replay: (note) => {
      const opened = openUnlessGone(file.path)
      try {
        return opened ? readUses(opened, note) : 0
      } finally {
        opened?.close()
      }
    },
    remove: () => {
      files.delete(file)
      removeFile(file.path)
    },
  }
}

import { existsSync } from 'node:fs'
import {
  attempt,
  type Clock,
  type LeftUsage,
  type Lifecycle,
  type Milliseconds,
  milliseconds,
  type Scheduler,
  type Stop,
  type UsageJournal,
} from '@holdfast/shared'
import { createBreath } from '../spool/breath.ts'
import { NotKept } from '../spool/notKept.ts'
import { onExit } from '../spool/onExit.ts'
import { lookForOrphans, takeOrphan } from '../spool/orphans.ts'
import { createOwners, type Owners } from '../spool/owner.ts'
import { createRecordWriter } from '../spool/record.ts'
import { prepareFolder, serviceFolder } from '../spool/serviceFolder.ts'
import { createSigns } from '../spool/signs.ts'
import { createSleep } from '../spool/sleep.ts'
import type { StoreSettings } from '../spool/storeOptions.ts'
import { createTrouble } from '../spool/trouble.ts'
import { createWatch, type Watch } from '../spool/watch.ts'
import { createPage, type OwnFile, type PageFolder } from './createPage.ts'
import { createLeftPage } from './leftPage.ts'

export interface JournalParts {
  readonly service: string
  readonly settings: StoreSettings
  readonly clock: Clock
  /** Its timers must not keep the process alive. */
  readonly scheduler: Scheduler
  /** Without it, a page that is open is found only when its process is known to be dead. */
  readonly lifecycle?: Lifecycle
  /** Between two looks for what siblings have left; `undefined`: one look only. Default: 30 seconds. */
  readonly pause?: Milliseconds | undefined
  /** Default: by the processes of this machine. */
  readonly owners?: Owners
}

/** What is opened with the first use, for it would be felt in the start of every process. */
interface Opened extends PageFolder {
  readonly owners: Owners
  readonly watch: Watch
}

/** A journal on disk, in the folder of the spool: each page is a file, and each use a write. */
export const createJournal = (parts: JournalParts): UsageJournal => {
  const { service, settings, clock, scheduler, lifecycle } = parts
  const pause = 'pause' in parts ? parts.pause : milliseconds(30_000)
  const trouble = createTrouble(clock, settings.directory)
  const writer = createRecordWriter()
  const files = new Set<OwnFile>()
  const signs = createSigns(scheduler, () => [...files].map(({ path }) => path))
  const { wait, wake } = createSleep(scheduler)
  const breathe = createBreath(clock, wait)
  let opened: Opened | undefined
  let closed = false
  let stopEnding: Stop | undefined

  const open = (): Opened => {
    if (closed) throw new NotKept('The journal is closed.')
    if (opened) return opened
    const owners = parts.owners ?? createOwners()
    const path = serviceFolder(settings.directory, service)
    const prepare = (): void => prepareFolder(path, settings)
    opened = { path, prepare, owner: owners.self, owners, watch: createWatch(clock) }
    stopEnding = onExit(lifecycle, leave)
    return opened
  }

  const leave = (): void => {
    for (const file of files) file.release()
    files.clear()
  }

  const take = (name: string): LeftUsage | undefined => {
    const { path, owner } = open()
    const own = takeOrphan(path, name, owner)
    if (own === undefined) return undefined
    const page = createLeftPage(path, own, files)
    signs.give()
    return page
  }

  const look = (): readonly string[] => {
    const { path, prepare } = open()
    if (!existsSync(path)) return []
    prepare()
    return lookForOrphans(path, 'use', open()).orphans
  }

  async function* lookOnce(): AsyncGenerator<LeftUsage, void> {
    for (const name of attempt(look, [])) {
      if (closed) return
      // One that cannot be read must not keep us from the others.
      const page = attempt(() => take(name), undefined)
      if (page) yield page
      await breathe()
    }
  }

  return {
    begin: () =>
      createPage({ ...parts, trouble, writer, files, openFolder: open, onFile: signs.give }),
    recover: async function* recover() {
      // Opening would be felt in the start of the process.
      await new Promise<void>((resolve) => void scheduler.after(milliseconds(0), resolve))
      while (!closed) {
        yield* lookOnce()
        if (pause === undefined) return
        await wait(pause)
      }
    },
    close: () => {
      if (closed) return
      closed = true
      attempt(wake, undefined)
      leave()
      opened?.owners.end()
      signs.stop()
      stopEnding?.()
    },
  }
}

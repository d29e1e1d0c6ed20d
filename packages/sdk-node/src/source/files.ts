import { attempt, type Milliseconds, type Scheduler } from '@holdfast/shared'
import type { Wanted } from './reading.ts'

/** Reads whole files, off this thread or at once. What cannot be read is not to be had. */
export interface Files {
  readLater(wanted: Wanted): Promise<Buffer | undefined>
  /** Those of one moment have so many bytes in all. */
  readNow(budget: number): (wanted: Wanted) => Buffer | undefined
}

/** A disk may hang, as one of the network does: then nobody waits for it again until it is back. */
const longest = 1_000 as Milliseconds

/** Loaded with the first file: it would be felt in the start of every process. */
const fs = (): typeof import('node:fs') => process.getBuiltinModule('node:fs')

/** Opened so that a pipe holds nobody up. */
const openFlags = ({ O_RDONLY, O_NONBLOCK = 0 }: typeof import('node:fs').constants): number =>
  O_RDONLY | O_NONBLOCK

export const createFiles = (scheduler: Pick<Scheduler, 'after'>): Files => {
  let hanging = 0
  return {
    readLater: (wanted) => {
      if (hanging > 0) return Promise.resolve(undefined)
      return new Promise((resolve) => {
        let isLate = false
        const stop = scheduler.after(longest, () => {
          isLate = true
          hanging++
          resolve(undefined)
        })
        const end = (content?: Buffer): void => {
          stop()
          if (isLate) hanging--
          resolve(content)
        }
        readWhole(wanted).then(end, () => end())
      })
    },
    readNow: (budget) => {
      let left = budget
      return ({ path, most }) => {
        const content = attempt(() => readAtOnce({ path, most: Math.min(most, left) }), undefined)
        left -= content?.length ?? 0
        return content
      }
    },
  }
}

const readWhole = async ({ path, most }: Wanted): Promise<Buffer | undefined> => {
  const { constants, promises } = fs()
  const handle = await promises.open(path, openFlags(constants))
  try {
    const stat = await handle.stat()
    if (!stat.isFile() || stat.size > most) return undefined
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(stat.size), 0, stat.size, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

const readAtOnce = ({ path, most }: Wanted): Buffer | undefined => {
  const { constants, openSync, fstatSync, readSync, closeSync } = fs()
  const descriptor = openSync(path, openFlags(constants))
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile() || stat.size > most) return undefined
    const buffer = Buffer.alloc(stat.size)
    return buffer.subarray(0, readSync(descriptor, buffer, 0, stat.size, 0))
  } finally {
    closeSync(descriptor)
  }
}

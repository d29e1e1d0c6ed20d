import type { Writable } from 'node:stream'

/** A reader that stands still must not have the process hold ever more for it. */
const mostWaiting = 1_048_576

/**
 * Resolves when a stream has taken a text: a pipe that is full is waited for, and the process goes on. It
 * rejects where nobody reads, which would otherwise end the process: an `error` that nobody listens to is
 * thrown.
 */
export const writeTo = (stream: Writable, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    if (stream.writableLength > mostWaiting) throw new Error('nobody reads what is written')
    const forget = (): void => void stream.off('error', reject)
    stream.once('error', reject)
    try {
      stream.write(text, (error) => {
        // The event comes after this, where it comes at all: of a stream that is closed, it does not.
        setImmediate(forget)
        if (error) reject(error)
        else resolve()
      })
    } catch (error) {
      // A file may fail at once.
      forget()
      reject(error)
    }
  })

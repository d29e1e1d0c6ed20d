/**
 * Resolves when a stream has taken a text. It rejects where nobody reads any more, which would otherwise
 * end the process: an `error` that nobody listens to is thrown.
 */
export const writeTo = (stream: NodeJS.WritableStream, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    // The event comes after the callback, so that it must stay where there is an error.
    stream.once('error', reject)
    stream.write(text, (error) => {
      if (error) return reject(error)
      stream.off('error', reject)
      resolve()
    })
  })

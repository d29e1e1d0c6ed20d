/** A file that is asked for, and how many bytes it may have. */
export interface Wanted {
  readonly path: string
  readonly most: number
}

/** Work that asks for files as it goes; of one that is not to be had, it is given nothing. */
export type Reading<Result> = Generator<Wanted, Result, Buffer | undefined>

/** The same work, whether one waits for files or not. */
export const readNow = <Result>(
  work: Reading<Result>,
  read: (wanted: Wanted) => Buffer | undefined,
): Result => {
  let step = work.next()
  while (!step.done) step = work.next(read(step.value))
  return step.value
}

/** At once where no file is asked for. */
export const readLater = <Result>(
  work: Reading<Result>,
  read: (wanted: Wanted) => Promise<Buffer | undefined>,
): Result | Promise<Result> => {
  const first = work.next()
  if (first.done) return first.value
  const goOn = async (): Promise<Result> => {
    let step: IteratorResult<Wanted, Result> = first
    while (!step.done) step = work.next(await read(step.value))
    return step.value
  }
  return goOn()
}

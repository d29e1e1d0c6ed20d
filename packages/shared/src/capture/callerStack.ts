type CaptureStackTrace = (target: object, above: (...args: never[]) => unknown) => void

/** The stack of whoever called `called`, for a value that brings none; the calls above are ours. */
export const callerStack = (called: (...args: never[]) => unknown): string | undefined => {
  const here = new Error()
  const { captureStackTrace } = Error as { readonly captureStackTrace?: CaptureStackTrace }
  captureStackTrace?.(here, called)
  return here.stack
}

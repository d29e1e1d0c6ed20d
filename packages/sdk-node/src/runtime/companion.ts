/** Shared by all copies of the SDK in a process, so that none takes another for the app. */
const companion = Symbol.for('holdfast.companion')

/** Marks a listener as one of the SDK's own. */
export const asCompanion = <Listener extends object>(listener: Listener): Listener =>
  Object.defineProperty(listener, companion, { value: true })

export const isCompanion = (listener: object): boolean => companion in listener

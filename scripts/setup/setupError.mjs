/** What the person at the keyboard has to mend: shown as its message alone, without a stack. */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError'
}

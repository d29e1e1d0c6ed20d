/** Where Nest keeps which exceptions a filter is for. */
const catches = '__filterCatchExceptions__'

/**
 * A filter that Nest asks whether it is for an exception, which it never is: the next one is asked, and the app's own
 * filters answer as if there were none of ours.
 */
export const askedFilter = (seen: (error: unknown) => void): object => {
  const asked = (error: unknown): boolean => {
    seen(error)
    return false
  }
  const never = Object.defineProperty(() => undefined, Symbol.hasInstance, { value: asked })
  class Filter {
    catch(): void {
      throw new Error('This filter is for no exception.')
    }
  }
  const { defineMetadata } = Reflect as unknown as {
    defineMetadata(key: string, value: unknown, target: object): void
  }
  defineMetadata(catches, [never], Filter)
  return new Filter()
}

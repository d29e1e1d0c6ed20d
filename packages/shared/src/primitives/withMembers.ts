/**
 * The same with some members of its own. By delegation: what an app gives may be of a class, with members
 * that are private.
 */
export const withMembers = <Whole extends object>(whole: Whole, own: Partial<Whole>): Whole =>
  new Proxy<Whole>(Object.create(whole), {
    get: (_, key) => {
      if (key in own) return Reflect.get(own, key)
      const value: unknown = Reflect.get(whole, key)
      return typeof value === 'function' ? value.bind(whole) : value
    },
  })

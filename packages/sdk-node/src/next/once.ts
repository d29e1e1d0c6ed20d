import type { Channel } from 'node:diagnostics_channel'

/**
 * What `make` makes, once in a process: Next gives each route, and `instrumentation`, a copy of the modules that they
 * import, and each would have a monitor of its own. Those of another name are others.
 *
 * @example
 * export const monitor = once(() => init({ service: 'shop', sinks }))
 */
export const once = <Made>(make: () => Made, name = ''): Made => {
  const channel = channelOf(`holdfast.next.${name}`)
  const found: Made[] = []
  channel?.publish((made: Made) => found.push(made))
  const [first] = found
  if (first !== undefined) return first
  const made = make()
  // Copies of a module have nothing in common but Node itself.
  channel?.subscribe((take) => {
    if (typeof take === 'function') take(made)
  })
  return made
}

/** By a way that no bundler follows: for the edge, this file is bundled, too. */
const channelOf = (name: string): Channel | undefined => {
  const { process } = globalThis as { readonly process?: Partial<NodeJS.Process> }
  return process?.getBuiltinModule?.('node:diagnostics_channel')?.channel(name)
}

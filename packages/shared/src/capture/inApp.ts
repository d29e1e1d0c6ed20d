/**
 * Files that are not the app's own: the engine's and the host's, those of browser extensions, of
 * dependencies wherever a bundler or a server has put them, and of bundlers themselves.
 */
const foreign =
  /^(?:(?:node|cloudflare|workerd)(?:-internal)?:|(?:bun|ext|deno|chrome|resource):|(?:chrome|moz|safari(?:-web)?)-extension:|native\b|<anonymous>|\[(?:native|wasm) code|index \d|self-hosted|debugger eval|InternalBytecode|https:\/\/(?:deno\.land|jsr\.io)\/)|[\\/](?:node_modules|~|@holdfast|@vite)[\\/]|(?:^|\/)webpack\/(?:runtime|bootstrap)/

/** Ours, in a host that loads us from files of our own; in a bundle nobody can tell. */
const own = /[\\/]@holdfast[\\/_]/

/** Whether a file belongs to the app itself. */
export const isInApp = (file: string): boolean => !foreign.test(file)

/** Whether a file belongs to this SDK. */
export const isOwn = (file: string): boolean => own.test(file)

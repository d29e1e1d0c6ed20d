/** By form only: the host's own parser, which the core cannot name, has the last word. None takes credentials. */
const isHttpUrl = (url: unknown): url is string =>
  typeof url === 'string' && /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/i.test(url)

/** Where requests can be posted: in a page, a path is a place on its own host. */
export const isPlace = (url: unknown, isPage: boolean): url is string =>
  isHttpUrl(url) || (isPage && isPath(url))

export const expectedPlace = (isPage: boolean): string =>
  `an http: or https: URL${isPage ? ', or a path' : ''}`

/** Two slashes begin another host, whichever way they lean. */
const isPath = (url: unknown): url is string =>
  typeof url === 'string' && /^\/(?![/\\])\S*$/.test(url)

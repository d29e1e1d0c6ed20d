/** By form only: the host's own parser, which the core cannot name, has the last word. None takes credentials. */
export const isHttpUrl = (url: unknown): url is string =>
  typeof url === 'string' && /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/i.test(url)

/** The same, or in a page a path of its own host. */
export const isUrlOrPath = (url: unknown): url is string =>
  isHttpUrl(url) || (typeof url === 'string' && /^\/(?!\/)\S*$/.test(url))

/** By form only: the host's own parser, which the core cannot name, has the last word. None takes credentials. */
export const isHttpUrl = (url: unknown): url is string =>
  typeof url === 'string' && /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/i.test(url)

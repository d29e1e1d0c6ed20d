import { type GoesStraight, readNoProxy } from './noProxy.ts'

/** Stands between us and a server. It can be handed to another thread. */
export interface ProxyServer {
  readonly isSecure: boolean
  readonly host: string
  readonly port: number
  /** What it wants to know of us. */
  readonly headers: Readonly<Record<string, string>>
}

/** The proxy on the way to a URL, where there is one. */
export type ProxyOf = (url: URL) => ProxyServer | undefined

type Environment = Readonly<Record<string, string | undefined>>

interface ProxyOptions {
  /** In the place of the environment; `false`: none. */
  readonly proxy?: string | false | undefined
  readonly environment?: Environment
  /** Hears, once, of a variable that is no use. It never holds a value. */
  readonly tell?: ((text: string) => void) | undefined
}

/** Finds the proxies; the environment is read by the first question. */
export const createProxies = ({
  proxy,
  environment = process.env,
  tell = () => undefined,
}: ProxyOptions = {}): ProxyOf => {
  if (proxy === false) return () => undefined
  if (proxy !== undefined) {
    const always = parseProxy(proxy)
    return () => always
  }
  let known: ProxyOf | undefined
  return (url) => {
    known ??= readEnvironment(environment, tell)
    return known(url)
  }
}

const readEnvironment = (environment: Environment, tell: (text: string) => void): ProxyOf => {
  const wrong = new Set<string>()
  const first = (...names: readonly string[]): ProxyServer | undefined => {
    for (const name of names) {
      const value = environment[name]?.trim()
      const proxy = value ? parseProxy(value) : undefined
      if (proxy) return proxy
      if (value) wrong.add(name)
    }
    return undefined
  }
  const text = environment['no_proxy'] || environment['NO_PROXY'] || ''
  const all = ['all_proxy', 'ALL_PROXY']
  // A server that runs scripts by CGI puts a header of whoever asks, `Proxy`, into the other one.
  const plain = environment['REQUEST_METHOD'] ? ['http_proxy'] : ['http_proxy', 'HTTP_PROXY']
  const proxies = new Map([
    ['http:', first(...plain, ...all)],
    ['https:', first('https_proxy', 'HTTPS_PROXY', ...all)],
  ])
  if (wrong.size > 0) {
    tell(`${[...wrong].join(', ')}: expected the URL of a proxy, http: or https:; it is ignored`)
  }
  const goesStraight: GoesStraight = readNoProxy(text)
  return (url) => (goesStraight(hostOf(url), portOf(url)) ? undefined : proxies.get(url.protocol))
}

/** Nothing, where that names no proxy that we can speak to. */
export const parseProxy = (text: string): ProxyServer | undefined => {
  const spelled = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(spelled)) return undefined
  const url = new URL(spelled)
  const isSecure = url.protocol === 'https:'
  if ((!isSecure && url.protocol !== 'http:') || url.hostname === '') return undefined
  const { username, password } = url
  const pair = Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64')
  return {
    isSecure,
    host: hostOf(url),
    port: portOf(url),
    headers: username || password ? { 'proxy-authorization': `Basic ${pair}` } : {},
  }
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Without the brackets around an address of the sixth version. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

const portOf = ({ port, protocol }: URL): number =>
  Number(port || (protocol === 'https:' ? 443 : 80))

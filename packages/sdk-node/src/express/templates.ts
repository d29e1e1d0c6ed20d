import { attempt, property } from '@holdfast/shared'

/** As much of a layer of Express's router as is read; 4 and 5 have it. */
interface Layer {
  readonly route?: unknown
  readonly handle?: unknown
  /** Express 4, and 5 before 5.3, note what fitted on the layer; later ones give it. */
  match(path: string): unknown
}

/** The layers by which a request comes to a route, the outermost first. */
type Way = readonly Layer[]

/** Deeper than that nobody mounts. */
const deepest = 12

/** The template of a path as it was given to a route: one, several, or an expression. */
export const templateOf = (path: unknown): string =>
  Array.isArray(path) ? path.map(templateOf).join('|') : String(path)

/**
 * All ways from a router to a route. Routers are only looked at, never changed; what a route is mounted on lies in no
 * other place, for `baseUrl` has the values of parameters in it.
 */
export const findWays = (stack: unknown, route: unknown, way: Way = []): readonly Way[] => {
  if (!Array.isArray(stack) || way.length > deepest) return []
  return stack.flatMap((layer: Layer) => {
    const own = property(layer, 'route')
    if (own === route) return [way]
    return own ? [] : findWays(stackOf(property(layer, 'handle')), route, [...way, layer])
  })
}

/** Of a router, or of an app. In Express 4 to ask an app for `router` throws. */
export const stackOf = (router: unknown): unknown =>
  property(router, 'stack') ??
  property(property(router, '_router') ?? property(router, 'router'), 'stack')

/** What the layers of a way are mounted on, as a template; nothing where the path does not go that way. */
export const mountOf = (way: Way, path: string): string | undefined => {
  let rest = path
  let template = ''
  for (const layer of way) {
    const fit = fitOf(layer, rest)
    if (!fit) return undefined
    template += fit.template
    rest = `/${rest.slice(fit.length).replace(/^\/+/, '')}`
  }
  return template
}

const fitOf = (layer: Layer, path: string) => {
  const found = attempt(() => layer.match(path), false)
  if (!found) return undefined
  const told = found === true ? layer : found
  const text = String(property(told, 'path') ?? '').replace(/\/+$/, '')
  const pattern = text && property(told, 'pattern')
  const template =
    typeof pattern === 'string'
      ? pattern.replace(/\/+$/, '')
      : nameValues(text, property(told, 'params'))
  return { template, length: text.length }
}

/**
 * Puts the names of parameters in the place of their values. The last one is looked for at the end, since most
 * templates, `/users/:user`, begin with a word that a value might repeat.
 */
const nameValues = (text: string, params: unknown): string => {
  const decoded = attempt(() => decodeURIComponent(text), text)
  const entries = Object.entries(Object(params)).reverse()
  let [head, tail] = [decoded, '']
  for (const [name, value] of entries) {
    const words = Array.isArray(value) ? value.join('/') : String(value ?? '')
    const at = words ? placeOf(words, head) : -1
    if (at < 0) continue
    tail = `:${name}${head.slice(at + words.length)}${tail}`
    head = head.slice(0, at)
  }
  return head + tail
}

/** As a whole part of the path, if there is one. */
const placeOf = (words: string, text: string): number => {
  const whole = `${text}/`.lastIndexOf(`/${words}/`)
  return whole < 0 ? text.lastIndexOf(words) : whole + 1
}

import { attempt, property } from '@holdfast/shared'
import { mountedOn } from './templateOf.ts'
import type { Layer, Way } from './ways.ts'

/** What the layers of a way are mounted on, as one template; nothing where none of the ways fits the path. */
export const mountOf = (ways: readonly Way[], path: string): string | undefined => {
  const [only, ...others] = ways
  if (only && others.length === 0) {
    const known = only.map(mountedOn)
    // A path that was rewritten on its way would not fit.
    if (!known.includes(undefined)) return known.join('')
  }
  for (const way of ways) {
    const template = fitOf(way, path)
    if (template !== undefined) return template
  }
  return undefined
}

const fitOf = (way: Way, path: string): string | undefined => {
  let rest = path
  let template = ''
  for (const layer of way) {
    const fit = fitLayer(layer, rest)
    if (!fit) return undefined
    template += fit.template
    rest = `/${rest.slice(fit.length).replace(/^\/+/, '')}`
  }
  return template
}

const fitLayer = (layer: Layer, path: string) => {
  const found = attempt(() => layer.match(path), false)
  if (!found) return undefined
  // Up to router 2.2 what fitted is noted on the layer.
  const told = found === true ? layer : found
  const text = String(property(told, 'path') ?? '').replace(/\/+$/, '')
  const template = mountedOn(layer) ?? nameValues(text, property(told, 'params'))
  return { template, length: text.length }
}

/**
 * For Express 5 with a router up to 2.2, which does not keep what was mounted on: puts the names of parameters in the
 * place of their values. The last one is looked for at the end, since most templates, `/users/:user`, begin with a
 * word that a value might repeat. Capitals are left aside, as the router does.
 */
const nameValues = (text: string, params: unknown): string => {
  let head = attempt(() => decodeURIComponent(text), text).toLowerCase()
  let tail = ''
  for (const [name, value] of Object.entries(Object(params)).reverse()) {
    const words = (Array.isArray(value) ? value.join('/') : String(value ?? '')).toLowerCase()
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

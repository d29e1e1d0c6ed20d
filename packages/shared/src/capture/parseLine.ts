import type { Frame } from '../model/exception.ts'
import { isInApp } from './inApp.ts'

/** `at fn (file:1:2)`, `at async file:1:2`. */
const v8Call = /^at (?:async )?(.*)$/
/** `fn@file:1:2`: names and files may hold an @ themselves. */
const geckoCall = /^(.*?)@((?:[\w.+-]+:|[/[]).*)$/
/** Of a place that nothing else tells: it has no @. */
const anyCall = /^(.*)@(.*)$/
/** `file:1:2` of Safari, where a function has no name; Firefox has names like `[2]</buy`. */
const geckoPlace = /^(?:[\w.+-]+:(?:\/|\d+:\d+$)|\/|\[\D)/
/** `async*fn`, `promise callback*fn`, `async fn`: how a call came to be is no part of its name. */
const origin = /^(?:.*\*|async )/
const noName = /^(?:<anonymous>|\?)$/
/** `async file:1:2` of Chrome's tools, `address at file:1:2` of Hermes. */
const prefix = /^(?:async|address at) /
const position = /:(\d{1,9})(?::(\d{1,9}))?$/
/** Places in the engine, which have no lines, and in WebAssembly, which have addresses. */
const lineless =
  /^(?:native(?: code)?|<anonymous>|\[(?:native|wasm) code\]|index \d+)$|:wasm-function\[/
/** `file line 26 > eval line 2 > eval:1:30`. */
const geckoEval = /^(.*?) line (\d{1,9}) > /
const dataUrl = /^data:([^,;]*).*/

/** A trimmed line of V8's, and of the engines that write as it does: Hermes, Bun, old Edge. */
export const parseV8Line = (line: string): Frame | undefined => {
  const call = v8Call.exec(line)?.[1]
  if (call === undefined) return undefined
  const open = openingOf(call)
  return open < 0
    ? toFrame('', call)
    : toFrame(call.slice(0, open).trim(), call.slice(open + 1, -1))
}

/** A trimmed line of Firefox's or Safari's. */
export const parseGeckoLine = (line: string): Frame | undefined => {
  if (geckoPlace.test(line)) return toFrame('', line)
  const [, name = '', place] = geckoCall.exec(line) ?? anyCall.exec(line) ?? []
  return place === undefined ? undefined : toFrame(name.replace(origin, ''), place)
}

/** Where the bracket opens that the last sign closes: names and folders have brackets too. */
const openingOf = (call: string): number => {
  if (!call.endsWith(')')) return -1
  let depth = 0
  for (let index = call.length - 1; index >= 0; index--) {
    if (call[index] === ')') depth++
    else if (call[index] === '(' && --depth === 0) return index
  }
  return call.indexOf('(')
}

const toFrame = (name: string, text: string): Frame | undefined => {
  const written = text.replace(prefix, '')
  const place = evaluatedAt(written)
  const [, evalFile, evalLine] = geckoEval.exec(place) ?? []
  const [end = '', line, column] = evalFile ? ['', evalLine] : (position.exec(place) ?? [])
  const file = evalFile ?? place.slice(0, place.length - end.length)
  const isKnown = line
    ? evalFile || column || !/\s/.test(file)
    : place !== written || lineless.test(file)
  if (!file || !isKnown) return undefined
  return {
    function: noName.test(name) ? undefined : name || (evalFile && 'eval'),
    file: file.replace(dataUrl, '<data:$1>'),
    line: line ? Number(line) : undefined,
    column: column ? Number(column) : undefined,
    inApp: isInApp(file),
  }
}

/** Where the code was that made the code: `eval at fn (eval at main (file:1:2)), <anonymous>:1:30`. */
const evaluatedAt = (written: string): string => {
  let place = written
  while (place.startsWith('eval at ') && place.includes(' (')) {
    place = place.slice(place.indexOf(' (') + 2)
  }
  if (place === written) return place
  const origin = (place.split('), ')[0] ?? '').replace(/\){1,9}$/, '')
  // Code without a file, typed into the dev tools for one, may evaluate code, too.
  return origin.startsWith(':') ? written.slice(written.lastIndexOf('), ') + 3) : origin
}

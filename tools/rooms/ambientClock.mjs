import ts from 'typescript'

/** Members of the language's own objects that reach for the host's clock or dice. */
const IMPURE = new Map([
  ['Date.now', 'the clock of the Runtime'],
  ['Math.random', '`random` of the Runtime'],
])

/** @param {ts.NewExpression} node */
const readsClock = (node) =>
  ts.isIdentifier(node.expression) &&
  node.expression.text === 'Date' &&
  (node.arguments ?? []).length === 0

/**
 * @param {ts.Identifier} name a free identifier
 * @returns {{ what: string, instead: string } | undefined} the reach for time or chance that starts with it
 */
export function ambientClockUse(name) {
  const { parent } = name
  if (ts.isPropertyAccessExpression(parent) && parent.expression === name) {
    const what = `${name.text}.${parent.name.text}`
    const instead = IMPURE.get(what)
    return instead === undefined ? undefined : { what, instead }
  }
  if (ts.isNewExpression(parent) && readsClock(parent)) {
    return { what: 'new Date()', instead: 'the clock of the Runtime' }
  }
  return undefined
}

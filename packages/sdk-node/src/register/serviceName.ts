import { readFileSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { attempt, property } from '@holdfast/shared'

/**
 * The name in the nearest package.json that has one, above the script that a process was started with;
 * above `node_modules`, where that is the command of a package.
 */
export const serviceName = (script: string | undefined): string | undefined => {
  if (!script) return undefined
  const path = attempt(() => realpathSync(script), script)
  const [own = path] = path.split(`${sep}node_modules${sep}`)
  return own === path ? nameAbove(dirname(path)) : nameAbove(own)
}

const nameAbove = (folder: string): string | undefined => {
  const name = attempt(() => nameIn(join(folder, 'package.json')), undefined)
  const parent = dirname(folder)
  return name ?? (parent === folder ? undefined : nameAbove(parent))
}

const nameIn = (path: string): string | undefined => {
  const name = property(JSON.parse(readFileSync(path, 'utf8')), 'name')
  return typeof name === 'string' && name !== '' ? name : undefined
}

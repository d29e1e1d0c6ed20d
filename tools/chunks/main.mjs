// node ../../tools/chunks/main.mjs: after tsup, in the folder of a package.
import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { joinChunks } from './joinChunks.mjs'

const dist = resolve('dist')
const scripts = readdirSync(dist).filter((name) => /\.c?js$/.test(name))
const doors = scripts.filter((name) => /^(?!chunk-).*\.js$/.test(name))
const files = await joinChunks({
  entries: Object.fromEntries(doors.map((name) => [name.slice(0, -3), join(dist, name)])),
  first: 'index',
  light: ['counters', 'metering', 'postgres', 'redis', 'resilience', 'testing'],
})
for (const name of scripts) rmSync(join(dist, name))
for (const { fileName, code } of files) {
  const path = join(dist, fileName)
  writeFileSync(path, code)
  if (code.startsWith('#!')) chmodSync(path, 0o755)
}
console.log(`chunks: ${files.length} files where there were ${scripts.length}`)

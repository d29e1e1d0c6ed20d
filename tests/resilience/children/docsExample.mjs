// Runs an example of the documents, as a module that lies here, with a fetch that always works.
import { rmSync, writeFileSync } from 'node:fs'

globalThis.fetch = async () => new Response('{}', { status: 200 })
const file = new URL(`.example-${process.pid}.mjs`, import.meta.url)
writeFileSync(file, process.env['example'] ?? '')
try {
  await import(file.href)
} finally {
  rmSync(file)
}

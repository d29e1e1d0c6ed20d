// Runs Spotlight's sidecar on a port of its own, and prints where it listens; with --ui, its interface, too.
// Its own command would do the same, and report errors and traces of it to its makers.
import { readFileSync } from 'node:fs'
import { Server } from 'node:net'
import { setupSpotlight } from '@spotlightjs/spotlight'

const withUi = process.argv.includes('--ui')

const { listen } = Server.prototype
/** Left to itself, it listens on every address of the machine. */
Server.prototype.listen = function (port, _host, ...others) {
  return listen.call(this, port, '127.0.0.1', ...others)
}

const readUi = () => {
  const folder = new URL('../ui/', import.meta.resolve('@spotlightjs/spotlight'))
  const read = (file) => readFileSync(new URL(file, folder))
  const parts = Object.values(JSON.parse(read('manifest.json').toString()))
  const files = ['index.html', ...parts.flatMap(({ file, css = [] }) => [file, ...css])]
  return Object.fromEntries(files.map((file) => [file, read(file)]))
}

/**
 * Its interface shows what is sent by this name; of `text/plain`, which needs no preflight, only what a
 * browser sends that calls itself Sentry's SDK.
 */
const nameEnvelopes = ({ rawHeaders }) => {
  const type = rawHeaders.findIndex((text) => text.toLowerCase() === 'content-type') + 1
  if (rawHeaders[type]?.startsWith('text/plain')) rawHeaders[type] = 'application/x-sentry-envelope'
}

const server = await setupSpotlight({
  port: 0,
  isStandalone: true,
  ...(withUi && { filesToServe: readUi() }),
})
if (withUi) server.prependListener('request', nameEnvelopes)
console.log(JSON.stringify(server.address()))

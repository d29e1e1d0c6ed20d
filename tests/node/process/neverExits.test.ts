import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const dist = new URL('../../../packages/sdk-node/dist/', import.meta.url)

/** By dot or by bracket, and what is underneath it. */
const exits = /\b(?:exit|reallyExit|abort)['"]?\]?\(/

const scripts = readdirSync(dist).filter((name) => /\.c?js$/.test(name))

it('nothing that is shipped ends the process itself', () => {
  expect(scripts.length).toBeGreaterThan(10)
  const lines = scripts.flatMap((name) =>
    readFileSync(new URL(name, dist), 'utf8')
      .split('\n')
      .filter((line) => /process\d*[.?[]/.test(line) && exits.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  )
  expect(lines).toEqual([])
  // The expression finds what it looks for.
  expect(exits.test('process.exit(1)') && exits.test("process['exit'](1)")).toBe(true)
})

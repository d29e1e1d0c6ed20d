import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { bundle } from '../harness/bundle.ts'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'
import { runChild } from './runChild.ts'

const journal = new URL('../../packages/sdk-node/src/journal/createJournal.ts', import.meta.url)

interface Place {
  readonly directory: string
  /** Runs a child to its end, or so long; gives the lines that it wrote whole. */
  run(script: string, longest?: number, env?: Readonly<Record<string, string>>): Promise<string[]>
}

/** The journal has no door: its children are bundled with it. */
const openPlace = async (): Promise<Place> => {
  const [folder, scripts] = [createTemporaryFolder(), createTemporaryFolder()]
  onTestFinished(() => {
    folder.remove()
    scripts.remove()
  })
  for (const name of ['noteUses', 'recoverUses']) {
    const entry = new URL(`children/${name}.ts`, import.meta.url)
    const text = await bundle(entry, { 'subject:journal': journal })
    writeFileSync(join(scripts.path, `${name}.mjs`), text)
  }
  return {
    directory: folder.path,
    run: async (script, longest, env = {}) => {
      const path = join(scripts.path, `${script}.mjs`)
      const own = { HOLDFAST_STORE_DIR: folder.path, ...env }
      return wholeLines(await runChild(path, own, longest))
    },
  }
}

/** What a child was killed over is not one. */
const wholeLines = (text: string): string[] => text.split('\n').slice(0, -1)

/** The same for each page: all that was acknowledged, and at most one more, of which nobody was told. */
const expectKept = (acknowledged: readonly string[], found: readonly string[]): void => {
  const byPage = (lines: readonly string[]) => {
    const pages = new Map<string, string[]>()
    for (const line of lines) {
      const id = line.slice(0, 20)
      pages.set(id, [...(pages.get(id) ?? []), line])
    }
    return pages
  }
  const pages = byPage(found)
  for (const [id, lines] of byPage(acknowledged)) {
    const kept = pages.get(id) ?? []
    expect(kept.slice(0, lines.length)).toEqual(lines)
    expect(kept.length - lines.length).toBeLessThanOrEqual(1)
  }
  expect(new Set(found).size, 'nothing is found twice').toBe(found.length)
}

describe('a process that is killed while it notes uses', () => {
  it.each(['never', 'always'])('has noted all that it was told of; fsync: %s', async (fsync) => {
    const place = await openPlace()
    const acknowledged: string[] = []
    for (let round = 0; round < 10; round++) {
      const lives = [1, 2].map(() => place.run('noteUses', Math.random() * 80, { FSYNC: fsync }))
      acknowledged.push(...(await Promise.all(lives)).flat())
    }
    const takers = await Promise.all([1, 2, 3].map(() => place.run('recoverUses')))
    expect(acknowledged.length).toBeGreaterThan(50)
    expectKept(acknowledged, takers.flat())
    expect(pagesIn(place.directory)).toEqual([])
  })

  it('leaves what a command can tell of, and delete', async () => {
    const place = await openPlace()
    const acknowledged = await place.run('noteUses', 50)
    const cli = fileURLToPath(new URL('../../packages/sdk-node/dist/holdfast.js', import.meta.url))
    const script = join(place.directory, 'run.mjs')
    const holdfast = async (...words: readonly string[]): Promise<string[]> => {
      const all = JSON.stringify(['spool', ...words, '--dir', place.directory])
      writeFileSync(
        script,
        `process.argv.push(...${all})\nawait import(${JSON.stringify(`file://${cli}`)})\n`,
      )
      return wholeLines(await runChild(script, {}))
    }
    const [, told = ''] = await holdfast('ls')
    const count = Number(/^ {2}orphan, \d+ bytes, uses (\d+), .*\.use$/.exec(told)?.[1])
    expect(count - acknowledged.length).toBeOneOf([0, 1])
    const target = ['--url', 'http://127.0.0.1:9/', '--timeout', '1s']
    expect(await holdfast('replay', '--service', 'crash', ...target)).toEqual([
      'found 0, delivered 0, left 0',
      `${count} uses are no signals yet: the next process of the service sends them`,
    ])
    expect(await holdfast('purge', '--service', 'crash', '--yes')).toEqual([
      `purged 0 signals and ${count} uses in 1 segments; 0 segments have owners, and stay`,
    ])
    expect(pagesIn(place.directory)).toEqual([])
  })
})

const pagesIn = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.use'),
  )

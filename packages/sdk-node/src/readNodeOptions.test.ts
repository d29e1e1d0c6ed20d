import { HoldfastConfigError } from '@holdfast/shared'
import { describe, expect, it } from 'vitest'
import { readNodeOptions } from './readNodeOptions.ts'

const read = (options: object) => readNodeOptions({ service: 'shop', sinks: [], ...options })

const problemsOf = (options: object): readonly unknown[] => {
  try {
    read(options)
  } catch (error) {
    if (error instanceof HoldfastConfigError) return error.problems
    throw error
  }
  return []
}

const namesOf = (options: object): readonly unknown[] =>
  problemsOf(options).map((problem) => (problem as { readonly option: string }).option)

describe('the options of Node alone', () => {
  it('have defaults', () => {
    expect(read({})).toMatchObject({
      store: { maxBytes: 67_108_864, fsync: 'never' },
      incoming: { ignore: [], query: false, answerRequestId: false },
      outgoing: { breadcrumbs: true, maxHosts: 100 },
      terminationSignals: ['SIGTERM', 'SIGINT'],
      warnings: true,
      childEnds: true,
      proxy: undefined,
      sourceLines: 5,
      sourceMaps: false,
    })
  })

  it('can each be turned off', () => {
    const off = {
      store: false,
      incoming: false,
      outgoing: false,
      warnings: false,
      childEnds: false,
      proxy: false,
      sourceLines: false,
    }
    expect(read({ ...off, terminationSignals: false })).toMatchObject({
      ...off,
      terminationSignals: [],
    })
  })

  it('are taken as they are given, each signal once', () => {
    expect(read({ terminationSignals: ['SIGHUP', 'SIGHUP'] }).terminationSignals).toEqual([
      'SIGHUP',
    ])
    const proxy = 'http://proxy.example.com:8080'
    const given = { proxy, sourceLines: 20, sourceMaps: true, outgoing: { maxHosts: 1_000 } }
    expect(read(given)).toMatchObject({ ...given, outgoing: { breadcrumbs: true } })
  })

  it.each(['SIGTERM', ['SIGKILL'], ['sigterm'], true, null, 15, [undefined]])(
    'refuse signals that are none, by name: %j',
    (terminationSignals) => {
      expect(problemsOf({ terminationSignals })).toEqual([
        {
          option: 'terminationSignals',
          expected: 'a list of SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGBREAK, SIGUSR2, or false',
        },
      ])
    },
  )

  it('tell all that is wrong with them at once, and names that nobody knows', () => {
    expect(
      namesOf({
        outgoing: { breadcrumbs: null, maxHosts: 1_001, maxhosts: 5 },
        warnings: 1,
        childEnds: 'no',
        proxy: 'socks5://proxy.example.com',
        sourceLines: 21,
        sourceMaps: 'yes',
        store: 'yes',
        incoming: null,
        wanings: true,
      }),
    ).toEqual([
      'store',
      'incoming',
      'outgoing.breadcrumbs',
      'outgoing.maxHosts',
      'warnings',
      'childEnds',
      'proxy',
      'sourceLines',
      'sourceMaps',
      'wanings',
      'outgoing.maxhosts',
    ])
  })
})

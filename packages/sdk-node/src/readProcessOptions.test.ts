import { describe, expect, it } from 'vitest'
import { readProcessOptions } from './readProcessOptions.ts'

describe('the options about the process', () => {
  it('have defaults', () => {
    expect(readProcessOptions({})).toEqual({
      settings: { signals: ['SIGTERM', 'SIGINT'], warnings: true, childEnds: true },
      problems: [],
    })
  })

  it('are taken as they are given, each signal once', () => {
    const given = { terminationSignals: ['SIGHUP', 'SIGHUP'], warnings: false, childEnds: false }
    expect(readProcessOptions(given)).toEqual({
      settings: { signals: ['SIGHUP'], warnings: false, childEnds: false },
      problems: [],
    })
    expect(readProcessOptions({ terminationSignals: false }).settings.signals).toEqual([])
  })

  it.each(['SIGTERM', ['SIGKILL'], ['sigterm'], true, null, 15, [undefined]])(
    'are refused where they are wrong, by name: %j',
    (terminationSignals) => {
      const { settings, problems } = readProcessOptions({ terminationSignals })
      expect(settings.signals).toEqual(['SIGTERM', 'SIGINT'])
      expect(problems).toEqual([
        {
          option: 'terminationSignals',
          expected: 'a list of SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGBREAK, SIGUSR2, or false',
        },
      ])
    },
  )

  it('are refused where a switch is none', () => {
    const { problems } = readProcessOptions({ warnings: 1, childEnds: 'no' })
    expect(problems.map(({ option }) => option)).toEqual(['warnings', 'childEnds'])
  })
})

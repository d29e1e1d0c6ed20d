import { describe, expect, it } from 'vitest'
import type { EventSignal, MetricSignal, Signal } from '../../model/signal.ts'
import type { LocalSink } from '../../ports/sink.ts'
import { createSampleFacts, createSampleSignal } from '../../testing/sampleSignals.ts'
import { setUpMonitor } from '../../testing/setUpMonitor.ts'
import {
  type ConsoleHost,
  type ConsoleSinkOptions,
  createConsoleSink,
} from './createConsoleSink.ts'

const { id, time, resource, scope, ...sample } = createSampleSignal(1)
const base = { id, time, resource, scope }
const error: Signal = { ...base, ...sample }
const event: EventSignal = { ...base, kind: 'event', name: 'n', attributes: {} }
const metric: MetricSignal = { ...event, kind: 'metric', type: 'counter', value: 1 }
const setUp = (options?: ConsoleSinkOptions) => {
  const printed: string[] = []
  const host: ConsoleHost<string> = {
    formatFor: ({ resource }) => (resource.environment === 'production' ? 'json' : 'pretty'),
    render: { pretty: ({ kind }) => `pretty ${kind}`, json: ({ kind }) => `json ${kind}` },
    print: (all) => void printed.push(...all),
  }
  const sink = createConsoleSink(host, options)
  return { printed, sink: sink as LocalSink }
}

describe('a console sink', () => {
  it('takes what is to be read, unless it is told', () => {
    const all = [error, metric, ...createSampleFacts()]
    const kindsOf = ({ sink }: { sink: LocalSink }) => [
      ...new Set(all.filter((signal) => sink.accepts(signal)).map(({ kind }) => kind)),
    ]
    expect(kindsOf(setUp())).toEqual(['error', 'log', 'event', 'checkIn', 'feedback'])
    expect(kindsOf(setUp({ kinds: ['metric'] }))).toEqual(['metric'])
  })

  it('takes what is severe enough; what has no severity is as good as information', () => {
    const { sink } = setUp({ minSeverity: 'warn' })
    expect(sink.accepts(error)).toBe(true)
    expect(sink.accepts({ ...error, severity: 'info' } as Signal)).toBe(false)
    expect(sink.accepts(event)).toBe(false)
    expect(setUp({ minSeverity: 'info' }).sink.accepts(event)).toBe(true)
  })

  it('prints in the form that the host knows to be right, or in the one it is told', async () => {
    const production = { ...event, resource: { ...resource, environment: 'production' } }
    const told = setUp({ format: 'pretty' })
    await told.sink.receive([production])
    expect(told.printed).toEqual(['pretty event'])
    const untold = setUp()
    await untold.sink.receive([error, production])
    expect(untold.printed).toEqual(['pretty error', 'json event'])
  })

  it('tells of every option that is wrong', () => {
    const wrong = { format: 'xml', kinds: ['eror'], minSeverity: 'bad' } as unknown
    const { sink } = setUp(wrong as ConsoleSinkOptions)
    const { problems } = sink as unknown as { problems: readonly { option: string }[] }
    expect(problems.map(({ option }) => option)).toEqual(['format', 'kinds', 'minSeverity'])
  })

  it('that cannot print is answered for in the ledger', async () => {
    const host: ConsoleHost<string> = {
      formatFor: () => 'json',
      render: { pretty: () => '', json: () => '' },
      print: () => Promise.reject(new Error('EPIPE')),
    }
    const sink = createConsoleSink(host)
    const { monitor, signals, said } = setUpMonitor({ sinks: [sink] })
    monitor.captureMessage('nobody reads')
    await signals()
    expect(monitor.stats().sinks['console']?.error).toMatchObject({
      accepted: 1,
      delivered: 0,
      lost: { sinkFailed: 1 },
    })
    expect(said).toEqual(['console threw: EPIPE'])
  })
})

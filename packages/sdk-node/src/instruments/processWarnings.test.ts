import { EventEmitter } from 'node:events'
import type { Capture } from '@holdfast/shared'
import { describe, expect, it } from 'vitest'
import { processWarnings } from './processWarnings.ts'

const listen = () => {
  const events = new EventEmitter()
  const told: unknown[] = []
  const capture: Capture = {
    captureError: () => undefined,
    captureFact: (fact) => void told.push('message' in fact ? fact.message : undefined),
    explain: () => undefined,
    report: () => undefined,
    stats: () => ({ sinks: {}, store: { notStored: 0, unreadable: 0 } }),
  }
  const stop = processWarnings(events as NodeJS.Process).start(capture)
  return { events, told, stop }
}

describe('warnings', () => {
  it('are listened to until that is stopped', () => {
    const { events, told, stop } = listen()
    events.emit('warning', new Error('the disk is old'))
    stop()
    stop()
    events.emit('warning', new Error('the disk is slow'))
    expect(told).toEqual(['the disk is old'])
    expect(events.eventNames()).toEqual([])
  })

  it('may be anything', () => {
    const { events, told } = listen()
    const hostile = Object.defineProperty({}, 'message', {
      get: () => {
        throw new Error('of a getter')
      },
    })
    for (const odd of [undefined, null, 'a text', 7, Symbol('odd'), hostile]) {
      expect(() => events.emit('warning', odd)).not.toThrow()
    }
    expect(told.slice(0, 4)).toEqual(['undefined', 'null', 'a text', '7'])
  })

  it('that count are told once, whatever number they have come to', () => {
    const { events, told } = listen()
    for (let count = 11; count < 300; count++) {
      events.emit('warning', new Error(`A leak: ${count} listeners added`))
    }
    expect(told).toEqual(['A leak: 11 listeners added'])
  })

  it('are told once each, and are forgotten where there are too many', () => {
    const { events, told } = listen()
    const warn = (text: string) => events.emit('warning', new Error(text))
    for (let time = 0; time < 3; time++) warn('often')
    expect(told).toEqual(['often'])
    for (let other = 0; other < 300; other++) warn('o'.repeat(other + 1))
    warn('often')
    expect(told.at(-1)).toBe('often')
    expect(told).toHaveLength(302)
  })
})

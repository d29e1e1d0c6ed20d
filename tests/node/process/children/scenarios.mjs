import { once } from 'node:events'
import { createRequire } from 'node:module'
import { capture, say, signal, startMonitor } from './monitor.mjs'

const { SCENARIO, SIGNAL = 'SIGTERM', SINK_URL } = process.env
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
/** Longer than any of this takes: the process does not end by itself. */
const stayAlive = () => setTimeout(() => say('still there'), 10_000)

/** As an app that is told to end while it has something to tell. */
const captureAndSignal = (monitor) => {
  capture(monitor, 'before the signal')
  signal(SIGNAL)
}

const scenarios = {
  nobodyListens: () => {
    captureAndSignal(startMonitor())
    stayAlive()
  },
  nothingToTell: async () => {
    startMonitor()
    stayAlive()
    await wait(100)
    signal(SIGNAL)
  },
  closesItsServer: () => {
    const monitor = startMonitor()
    const timer = stayAlive()
    process.on(SIGNAL, (name, number) => {
      say(`${name} ${number}`)
      setTimeout(() => clearTimeout(timer), 50)
    })
    process.exitCode = 5
    captureAndSignal(monitor)
  },
  exitsAtOnce: () => {
    const monitor = startMonitor()
    stayAlive()
    process.on(SIGNAL, () => process.exit(0))
    captureAndSignal(monitor)
  },
  ignoresTwice: async () => {
    let count = 0
    const timer = stayAlive()
    process.on(SIGNAL, () => say(`ignored ${++count}`))
    const monitor = startMonitor()
    for (let time = 0; time < 2; time++) {
      const heard = once(process, SIGNAL)
      captureAndSignal(monitor)
      await heard
      await wait(50)
    }
    clearTimeout(timer)
    say('lives on')
  },
  noLongerListens: async () => {
    const monitor = startMonitor()
    stayAlive()
    const heard = once(process, SIGNAL)
    signal(SIGNAL)
    await heard
    say('heard')
    await wait(50)
    captureAndSignal(monitor)
  },
  listensOnceAhead: async () => {
    const monitor = startMonitor()
    process.prependOnceListener(SIGNAL, () => say('heard'))
    captureAndSignal(monitor)
    await wait(300)
    say('lives on')
  },
  listensTooLate: async () => {
    stayAlive()
    const monitor = startMonitor()
    captureAndSignal(monitor)
    await wait(100)
    await once(process, SIGNAL)
    say('heard')
    await wait(50)
    say('lives on')
    captureAndSignal(monitor)
  },
  exitsMeanwhile: async () => {
    captureAndSignal(startMonitor())
    await wait(50)
    process.exit(4)
  },
  closesMeanwhile: async () => {
    const monitor = startMonitor()
    captureAndSignal(monitor)
    stayAlive()
    await wait(50)
    await monitor?.close(100)
  },
  isTold: async () => {
    const monitor = startMonitor()
    captureAndSignal(monitor)
    stayAlive()
    await wait(100)
    say('second')
    signal(SIGNAL)
  },
  startsMeanwhile: async () => {
    captureAndSignal(startMonitor())
    stayAlive()
    await wait(50)
    capture(startMonitor(), 'of one that came late')
  },
  hasClosed: async () => {
    const monitor = startMonitor()
    await monitor?.close()
    stayAlive()
    signal(SIGNAL)
  },
  isEmittedByHand: async () => {
    const monitor = startMonitor()
    capture(monitor, 'before the event')
    process.emit(SIGNAL)
    await wait(200)
    say('lives on')
  },
  wantsNone: () => {
    const monitor = startMonitor({ terminationSignals: false })
    say(String(process.listenerCount(SIGNAL)))
    captureAndSignal(monitor)
    stayAlive()
  },
  twoCopies: () => {
    const { http, init } = createRequire(import.meta.url)('@holdfast/node')
    const monitor = startMonitor()
    const other =
      SINK_URL && init({ service: 'other', sinks: [http({ url: process.env.OTHER_URL })] })
    capture(other, 'of another copy')
    captureAndSignal(monitor)
    stayAlive()
  },
  oneIsSlow: () => {
    const { http, init } = createRequire(import.meta.url)('@holdfast/node')
    const slow =
      SINK_URL && init({ service: 'other', sinks: [http({ url: process.env.OTHER_URL })] })
    const quick = startMonitor()
    capture(slow, 'of a slow one')
    captureAndSignal(quick)
    stayAlive()
  },
}

const withSignalExit = (isFirst) => async () => {
  const monitor = isFirst ? undefined : startMonitor()
  const { onExit } = await import('signal-exit')
  onExit((code, name) => say(`signal-exit ${code} ${name}`))
  const later = isFirst ? startMonitor() : monitor
  captureAndSignal(later)
  stayAlive()
}

const all = {
  ...scenarios,
  signalExitFirst: withSignalExit(true),
  signalExitLater: withSignalExit(false),
}
await all[SCENARIO]()

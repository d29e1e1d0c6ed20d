import { writeSync } from 'node:fs'

const { CLOCK_SHIFT, SINK_URL, FSYNC } = process.env

// Before anything of ours reads the clock.
const realNow = Date.now
if (CLOCK_SHIFT) Date.now = () => realNow() + Number(CLOCK_SHIFT)

const { http, init } = await import('@holdfast/node')

/** What the SDK said of itself. */
export const said = []

export const monitor = init({
  service: 'crash',
  sinks: [http({ url: SINK_URL ?? '' })],
  globalErrors: false,
  ...(FSYNC && { store: { fsync: FSYNC } }),
  debug: ({ code }) => said.push(code),
})

/** What arrives at the parent here had been accepted: the call had returned. */
export const capture = (number) => {
  const id = monitor.captureError(new Error(`number ${number}`))
  writeSync(1, `${id}\n`)
}

export const die = () => process.kill(process.pid, 'SIGKILL')

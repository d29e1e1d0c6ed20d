import { consoleSink, http, init } from '@holdfast/node'

const { HOW = 'message', CONSOLE = '{}', SINK_URL, ENVIRONMENT } = process.env

const monitor = init({
  service: 'child',
  ...(!process.env.STORED && { store: false }),
  tags: { plan: 'pro' },
  ...(ENVIRONMENT && { environment: ENVIRONMENT }),
  sinks: [consoleSink(JSON.parse(CONSOLE)), ...(SINK_URL ? [http({ url: SINK_URL })] : [])],
  batch: { maxAge: 10 },
})

const ways = {
  message: () => monitor.captureMessage('stock is \u001b[31mlow\u009b', { severity: 'warn' }),
  throw: () => {
    setTimeout(() => {
      throw new TypeError('nobody caught it')
    })
  },
  /** Somebody could read, and does not. */
  stuck: async () => {
    let longest = 0
    let last = performance.now()
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 10)
    for (let number = 0; number < 2_000; number++) monitor.captureMessage('x'.repeat(500))
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    clearInterval(beat)
    process.stdout.write(JSON.stringify({ longest, console: monitor.stats().sinks.console }))
    await monitor.flush('5s')
  },
  /** Nobody reads any more, and yet it goes on. */
  unread: async () => {
    for (let number = 0; number < 20; number++) {
      monitor.captureMessage(`unread ${number}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await monitor.flush()
    process.stdout.write(JSON.stringify(monitor.stats().sinks.console))
  },
}

await ways[HOW]()

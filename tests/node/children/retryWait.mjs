import { startMonitor } from './monitor.mjs'

const monitor = startMonitor()
const payments = monitor.policy('payments', {
  retry: { attempts: 2, baseDelay: '1s', jitter: 'none' },
})

void payments
  .run(async ({ signal, attempt }) => {
    const response = await fetch(process.env.UPSTREAM_URL ?? '', { signal })
    await response.text()
    if (!response.ok) throw new Error(`payments answered ${response.status}`)
    return `charged by attempt ${attempt}`
  })
  .then(console.log)

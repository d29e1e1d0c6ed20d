import { setTimeout as wait } from 'node:timers/promises'
import { startMonitor } from './monitor.mjs'

const { UPSTREAM_URL, CALLS = '0', COOLDOWN = '1h', LAST = '', EXIT = '' } = process.env

const monitor = startMonitor()
const payments = monitor.policy('payments', { breaker: { threshold: 2, cooldown: COOLDOWN } })

/** @param {import('@holdfast/node/resilience').Call} call */
const charge = async ({ signal }) => {
  const response = await fetch(UPSTREAM_URL ?? '', { signal })
  const text = await response.text()
  if (!response.ok) throw new Error(`payments answered ${response.status}`)
  return text
}

for (let call = 1; call <= Number(CALLS); call++) {
  await payments.run(charge).catch((error) => {
    if (call === 1 || call === Number(CALLS)) monitor.captureError(error)
  })
}
if (EXIT) process.exit(Number(EXIT))
if (LAST) {
  await wait(Number(LAST))
  console.log(await payments.run(charge))
}
console.log(payments.state().breaker?.state)

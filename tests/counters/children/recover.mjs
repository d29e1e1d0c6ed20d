// Finds what killed processes have left, until nothing lies there any more.
import { readdirSync } from 'node:fs'
import { init } from '@holdfast/node'
import { openCounters } from './openCounters.mjs'

const { HOLDFAST_STORE_DIR = '' } = process.env
const isLeft = () =>
  readdirSync(HOLDFAST_STORE_DIR, { recursive: true, encoding: 'utf8' }).some((name) =>
    /\.(?:seg|use)$/.test(name),
  )

const { counters, close } = await openCounters()
const monitor = init({ service: 'chaos', sinks: [counters] })
const patience = Date.now() + 60_000
while (isLeft() && Date.now() < patience) {
  await new Promise((resolve) => setTimeout(resolve, 100))
  await monitor.flush('5s')
}
const { sinks, store } = monitor.stats()
await monitor.close('5s')
await close()
console.log(JSON.stringify({ left: isLeft(), sinks, store }))

import { startMonitor } from './monitor.mjs'

const { EXIT = '' } = process.env

const monitor = startMonitor()
for (let call = 0; call < 1_000; call++) {
  monitor.count('orders', 1, { country: call % 2 > 0 ? 'BR' : 'DE' })
  monitor.time('render', 1 + (call % 100), { page: 'cart' })
}
monitor.gauge('queue', 7)
const slow = () => new Promise((resolve) => setTimeout(resolve, 30))
await monitor.measure('checkout', slow, { slow: '10ms' })
if (EXIT) process.exit(Number(EXIT))

import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { capture, die } from './monitor.mjs'

for (let number = 0; number < 10; number++) capture(number)
rmSync(process.env.HOLDFAST_STORE_DIR, { recursive: true })
await wait(1_200)
for (let number = 10; number < 20; number++) capture(number)
die()

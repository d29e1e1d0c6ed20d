import { capture } from './monitor.mjs'

let number = 0
setInterval(() => {
  for (let left = Math.random() * 10; left > 0; left--) capture(number++)
}, 1)

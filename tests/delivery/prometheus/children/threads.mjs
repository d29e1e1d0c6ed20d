// A main thread with threads: it prints what it is scraped as, and must then end by itself.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { countSome, startCounting } from './worker.mjs'

const { monitor, metrics } = startCounting()
countSome(monitor, 'main')
const script = new URL('thread.mjs', import.meta.url)

/** @param {string} text @param {string} name */
const numberOf = (text, name) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')[1],
  )
const scrape = async () => {
  const { text } = await metrics.text()
  return [
    numberOf(text, 'orders_total'),
    numberOf(text, 'queue'),
    numberOf(text, 'render_seconds_count'),
  ]
}
/** @param {readonly number[]} wanted */
const waitFor = async (wanted) => {
  let seen = await scrape()
  for (const end = Date.now() + 8_000; Date.now() < end && `${seen}` !== `${wanted}`; ) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    seen = await scrape()
  }
  return seen
}

const living = [new Worker(script), new Worker(script)]
const both = await waitFor([3_000, 15, 3_000])
await living[0]?.terminate()
const oneTerminated = await waitFor([3_000, 10, 3_000])
// One that ends by itself hands over what it has as it does.
const short = new Worker(script, { workerData: { lives: false } })
await once(short, 'exit')
const oneEnded = await waitFor([4_000, 10, 4_000])
await living[1]?.terminate()
console.log(JSON.stringify({ both, oneTerminated, oneEnded }))

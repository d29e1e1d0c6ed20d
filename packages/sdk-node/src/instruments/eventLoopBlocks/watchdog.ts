/**
 * The body of the thread that watches, as text: it must run wherever an app's bundler has put us. It counts
 * how long the beat has stood still, by its own ticks: where those come late too, it was the whole
 * machine, or the process was stopped. The debugger is on for one pause of the other thread only.
 */
export const watchdog = `
const { parentPort, workerData: { cells, tick, threshold } } = require('node:worker_threads')
const { Session } = require('node:inspector')
const [beat, debugged] = [0, 1]
const mostFrames = 50
let seen = 0
let still = 0
let told = 0
let last = performance.now()

const isBlocked = () => Atomics.load(cells, beat) === seen

const toLine = ({ functionName, location: { scriptId, lineNumber, columnNumber } }, urls) => {
  const place = (urls.get(scriptId) || '<anonymous>') + ':' + (lineNumber + 1) + ':' + (columnNumber + 1)
  return '    at ' + (functionName ? functionName + ' (' + place + ')' : place)
}

const takeStack = (of) => {
  const session = new Session()
  session.connectToMainThread()
  const urls = new Map()
  let isOver = false
  const end = (stack) => {
    if (isOver) return
    isOver = true
    clearInterval(watch)
    // This also calls off a pause that was asked for and has not come about.
    session.post('Debugger.disable', () => session.disconnect())
    parentPort.postMessage({ beat: of, stack })
  }
  session.on('Debugger.scriptParsed', ({ params: { scriptId, url } }) => urls.set(scriptId, url))
  session.on('Debugger.paused', ({ params: { callFrames } }) => {
    // What runs by now may be what came after the block: where none of it is the app's, it is.
    const isOfApp = ({ location }) => !urls.get(location.scriptId)?.startsWith('node:')
    const frames = isBlocked() && callFrames.some(isOfApp) ? callFrames.slice(0, mostFrames) : []
    const lines = frames.map((frame) => toLine(frame, urls))
    session.post('Debugger.resume')
    end(lines.join('\\n'))
  })
  const watch = setInterval(() => isBlocked() || end(''), tick)
  session.post('Debugger.enable', () => session.post('Debugger.pause'))
}

setInterval(() => {
  const now = performance.now()
  const passed = Math.min(now - last, 2 * tick)
  last = now
  if (!isBlocked()) {
    seen = Atomics.load(cells, beat)
    still = 0
    return
  }
  still += passed
  if (still < threshold || told === seen || seen === 0) return
  told = seen
  if (Atomics.load(cells, debugged)) parentPort.postMessage({ beat: seen, stack: '' })
  else takeStack(seen)
}, tick)
`

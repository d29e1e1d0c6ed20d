import { once } from 'node:events'
import { connect } from 'node:net'

const request = [
  'GET /users/42?page=1 HTTP/1.1',
  'Host: localhost',
  'User-Agent: bench',
  'Accept: */*',
  'Accept-Encoding: gzip',
  'Connection: keep-alive',
  '\r\n',
].join('\r\n')

/** Sends so many requests, one at a time on each connection, and resolves when all are answered. */
export const drive = async (
  /** @type {number} */ port,
  /** @type {number} */ requests,
  connections = 16,
) => {
  const each = Math.ceil(requests / connections)
  const stop = stayAwake()
  await Promise.all(Array.from({ length: connections }, () => driveOne(port, each)))
  stop()
  return each * connections
}

/** Who writes to a client that sleeps pays for waking it, and a server pays more often the longer it takes itself. */
const stayAwake = () => {
  let isAwake = true
  const turn = () => {
    if (isAwake) setImmediate(turn)
  }
  turn()
  return () => {
    isAwake = false
  }
}

const driveOne = async (/** @type {number} */ port, /** @type {number} */ requests) => {
  const socket = connect(port, '127.0.0.1').setNoDelay()
  let left = requests
  socket.on('data', () => {
    left -= 1
    if (left > 0) socket.write(request)
    else socket.end()
  })
  socket.write(request)
  await once(socket, 'close')
}

import { Buffer } from 'node:buffer'
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Behaviour } from './behaviour.ts'

/** Lets a page of any origin send, and read all of the answer. */
const openToAll = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'retry-after, x-sentry-rate-limits',
}

const wholeBody = Buffer.from('{"message":"the faulty sink took it"}')
const wholeHeaders = {
  ...openToAll,
  'content-type': 'application/json',
  'content-length': wholeBody.length,
}

/** Answers a request that was read to its end, or fails to. */
export const answer = async (response: ServerResponse, behaviour: Behaviour): Promise<void> => {
  switch (behaviour.do) {
    case 'answer':
      response.writeHead(behaviour.status, { ...openToAll, ...behaviour.headers })
      response.end(behaviour.body)
      return
    case 'answerLate':
      response.writeHead(200, wholeHeaders)
      response.end(wholeBody)
      return
    case 'hang':
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'halfAnswer':
      response.writeHead(200, wholeHeaders)
      response.write(wholeBody.subarray(0, wholeBody.length / 2), () => {
        if (behaviour.reset) response.socket?.resetAndDestroy()
        else response.destroy()
      })
      return
    case 'trickle':
      await trickle(response, behaviour.milliseconds)
  }
}

const trickle = async (response: ServerResponse, milliseconds: number): Promise<void> => {
  response.writeHead(200, wholeHeaders)
  response.flushHeaders()
  for (const byte of wholeBody) {
    await sleep(milliseconds / wholeBody.length)
    if (response.destroyed) return
    response.write(Buffer.of(byte))
  }
  response.end()
}

/** Says yes to what a browser asks before it sends. */
export const answerPreflight = (response: ServerResponse, askedHeaders = '*'): void => {
  response.writeHead(204, {
    ...openToAll,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': askedHeaders,
  })
  response.end()
}

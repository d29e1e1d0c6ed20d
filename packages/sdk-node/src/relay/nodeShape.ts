import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ShapelessRelay } from '@holdfast/shared/relay'
import { toRelayRequest } from './nodeRequest.ts'
import { writeAnswer } from './writeAnswer.ts'

/** A handler for `http.createServer`, and for what mounts one as Express and Connect do. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => void

export const createNodeShape =
  ({ handle }: Pick<ShapelessRelay, 'handle'>): NodeHandler =>
  (request, response) => {
    // A client that goes away is no error of the server, whichever of both tells it, and when.
    request.on('error', ignore)
    response.on('error', ignore)
    handle(toRelayRequest(request))
      .then((answer) => writeAnswer(request, response, answer))
      // What cannot be answered is at least not kept waiting.
      .catch(() => response.destroy())
  }

const ignore = (): void => undefined

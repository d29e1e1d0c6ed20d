import { readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { PageConfig } from '../model/pageConfig.ts'
import type { Tick } from '../model/tick.ts'
import { startRepeating } from '../timing/startRepeating.ts'
import { createLiveStream } from './liveStream.ts'
import { listen, shut } from './portServer.ts'
import type { Collector } from './startCollector.ts'

/** Serves the page of the demo, and stays up while the collector is down. */
export interface Control {
  readonly url: string
  stop(): Promise<void>
}

interface ControlParts {
  readonly collector: Collector
  readonly config: PageConfig
  /** The folder of the page. */
  readonly folder: URL
  readonly readTick: () => Promise<Tick>
}

const tickMs = 200

const files = [
  { path: '/', file: 'index.html', type: 'text/html; charset=utf-8' },
  { path: '/style.css', file: 'style.css', type: 'text/css' },
  { path: '/page.js', file: 'page.js', type: 'text/javascript' },
] as const

export const startControl = async (parts: ControlParts): Promise<Control> => {
  const { collector, config, folder, readTick } = parts
  const live = createLiveStream()
  const routes = new Map<string, (response: ServerResponse) => void>([
    ...files.map(({ path, file, type }) => {
      const body = readFileSync(new URL(file, folder))
      return [`GET ${path}`, (response: ServerResponse) => answer(response, type, body)] as const
    }),
    [
      'GET /config.json',
      (response) => answer(response, 'application/json', JSON.stringify(config)),
    ],
    ['GET /live', live.open],
    ['POST /collector/down', (response) => answerWhenDone(response, collector.goDown())],
    ['POST /collector/up', (response) => answerWhenDone(response, collector.comeBack())],
  ])

  const server = createServer((request, response) => {
    const route = routes.get(`${request.method} ${request.url}`)
    if (route) route(response)
    else response.writeHead(404).end()
  })

  const port = await listen(server)
  const stopTicking = startRepeating(tickMs, async () => {
    if (live.hasListeners) live.send(await readTick())
  })
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: async () => {
      stopTicking()
      await shut(server)
    },
  }
}

const answer = (response: ServerResponse, type: string, body: string | Buffer): void => {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}

const answerWhenDone = (response: ServerResponse, work: Promise<void>): void => {
  work.then(
    () => response.writeHead(204).end(),
    (error) => response.writeHead(503).end(String(error)),
  )
}

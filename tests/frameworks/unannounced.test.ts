import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { NodeMonitor } from '@holdfast/node'
import { holdfast } from '@holdfast/node/koa'
import Router from '@koa/router'
import express from 'express'
import Koa from 'koa'
import { expect, it } from 'vitest'
import { about, openBench } from './bench.ts'
import { openExpress } from './expressApp.ts'
import { openFastify } from './fastifyApp.ts'
import { openKoa } from './koaApp.ts'
import { openNest } from './nestApp.ts'
import { serveApp } from './serveApp.ts'

it.each([
  { name: 'Express', open: (monitor: NodeMonitor) => openExpress(express, monitor) },
  { name: 'Koa', open: (monitor: NodeMonitor) => openKoa(new Koa(), monitor) },
  { name: 'Fastify', open: (monitor: NodeMonitor) => openFastify(monitor) },
])('tells of a client that leaves $name, where nothing is announced', async (framework) => {
  const { port, told } = await openBench(framework, false)
  const asked = get({ port, host: '127.0.0.1', path: '/endless', agent: false })
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.on('error', () => undefined)
  await once(answer, 'data')
  asked.destroy()
  const ended = { method: 'GET', route: '/endless', status: 200, error: 'aborted', count: 1 }
  expect(await told(1)).toEqual([ended])
})

it('tells the request of a body in Koa that fails, where nothing is announced', async () => {
  const open = async (monitor: NodeMonitor) => {
    const app = new Koa()
    app.silent = true
    app.use(holdfast(monitor))
    const router = new Router()
    router.get('/cut/:at', (context) => {
      context.body = Readable.from(
        (async function* () {
          yield 'begun'
          await new Promise((resolve) => setTimeout(resolve, 20))
          throw new Error('cut')
        })(),
      )
    })
    app.use(router.routes())
    return serveApp(createServer(app.callback()))
  }
  const { ask, errors } = await openBench({ name: 'Koa', open }, false)
  await expect(ask('/cut/1').then((answer) => answer.text())).rejects.toThrow()
  expect((await errors()).map(about)).toMatchObject([
    { message: 'cut', request: { method: 'GET', route: '/cut/:at' } },
  ])
})

it.each(['express', 'fastify'] as const)(
  'captures what fails in Nest on %s, where nothing is announced',
  async (platform) => {
    const open = (monitor: NodeMonitor) => openNest(platform, monitor)
    const { ask, errors, told } = await openBench({ name: 'Nest', open }, false)
    expect((await ask('/sync', { headers: { 'x-user': 'ada' } })).status).toBe(500)
    const request = { method: 'GET', route: '/sync' }
    expect((await errors()).map(about)).toMatchObject([{ message: 'sync', request }])
    expect(await told(1)).toEqual([{ ...request, status: 500, error: '500', count: 1 }])
  },
)

import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { about, openBench } from '../bench.ts'
import type { Cases } from './cases.ts'

const told = { method: 'GET', status: 200, error: undefined, count: 1 }

/** What happens on connections. */
export const connections: Cases = {
  'follows an answer that is streamed': async (framework) => {
    const { ask, told: tell, spell } = await openBench(framework)
    const answer = await ask('/streamed')
    expect(answer.headers.get('transfer-encoding')).toBe('chunked')
    expect(await answer.text()).toBe('onetwothree')
    expect(await tell(1)).toEqual([{ ...told, route: spell('/streamed') }])
  },

  'tells of a client that leaves before the end': async (framework) => {
    const { port, told: tell, errors, spell } = await openBench(framework)
    const asked = get({ port, host: '127.0.0.1', path: '/endless', agent: false })
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    answer.on('error', () => undefined)
    await once(answer, 'data')
    asked.destroy()
    const route = spell('/endless')
    expect(await tell(1)).toEqual([{ ...told, route, error: 'aborted' }])
    expect(await errors()).toEqual([])
  },

  'tells fifty requests of one connection apart': async (framework) => {
    const { port, server, told: tell, errors, spell } = await openBench(framework)
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => agent.destroy())
    let accepted = 0
    server.on('connection', () => accepted++)
    const names = Array.from({ length: 50 }, (_, index) => `user-${index}`)
    for (const name of names) {
      const headers = { 'x-user': name }
      const asked = get({ port, host: '127.0.0.1', path: `/mine/${name}`, agent, headers })
      const [answer] = (await once(asked, 'response')) as [IncomingMessage]
      answer.resume()
      await once(answer, 'end')
    }
    expect(accepted).toBe(1)
    const seen = (await errors()).map((error) => [about(error).message, about(error).user])
    expect(seen).toEqual(names.map((name) => [name, name]))
    const failed = { status: 500, error: '500', route: spell('/mine/:name'), count: 50 }
    expect(await tell(50)).toEqual([{ ...told, ...failed }])
  },

  'tells requests apart that come all at once on one connection': async (framework) => {
    const { port, told: tell, errors, spell } = await openBench(framework)
    const socket = connect(port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    const names = ['ada', 'bob', 'cy']
    const heads = names.map((name, index) => {
      const end = index === names.length - 1 ? 'connection: close\r\n' : ''
      return `GET /mine/${name} HTTP/1.1\r\nhost: h\r\nx-user: ${name}\r\n${end}\r\n`
    })
    socket.write(heads.join(''))
    let text = ''
    socket.setEncoding('utf8').on('data', (part) => (text += part))
    await once(socket, 'close')
    expect(text.match(/HTTP\/1\.1 500/g)).toHaveLength(3)
    const seen = (await errors()).map((error) => [about(error).message, about(error).user])
    expect(seen.sort()).toEqual(names.map((name) => [name, name]))
    const failed = { status: 500, error: '500', route: spell('/mine/:name'), count: 3 }
    expect(await tell(3)).toEqual([{ ...told, ...failed }])
  },

  'leaves a connection alone that is upgraded': async (framework) => {
    const { port, server, ask, told: tell, monitor, errors } = await openBench(framework)
    const sockets = new WebSocketServer({ noServer: true })
    server.on('upgrade', (request, socket, head) => {
      sockets.handleUpgrade(request, socket, head, (client) => {
        client.on('message', (message) => {
          monitor.captureMessage('echoed')
          client.send(String(message))
        })
      })
    })
    // A request before, for whose context the connection must not be taken.
    await (await ask('/users/7', { headers: { 'x-user': 'ada' } })).text()
    const client = new WebSocket(`ws://127.0.0.1:${port}/socket`)
    onTestFinished(() => client.terminate())
    await once(client, 'open')
    client.send('hello')
    const [echo] = await once(client, 'message')
    expect(String(echo)).toBe('hello')
    client.close()
    await once(client, 'close')
    expect(await tell(1)).toHaveLength(1)
    const [error] = await errors()
    expect(error && about(error)).toMatchObject({ message: 'echoed', user: undefined })
  },
}

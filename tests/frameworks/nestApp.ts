import 'reflect-metadata'
import { Readable } from 'node:stream'
import type { NodeMonitor } from '@holdfast/node'
import { type HoldfastOptions, holdfast } from '@holdfast/node/nest'
import {
  type ArgumentsHost,
  Body,
  Catch,
  Controller,
  Get,
  HttpException,
  type INestApplication,
  Inject,
  type MiddlewareConsumer,
  Module,
  Param,
  Post,
  Res,
  StreamableFile,
  type Type,
} from '@nestjs/common'
import { HttpAdapterHost, NestFactory } from '@nestjs/core'
import { ExpressAdapter } from '@nestjs/platform-express'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import type { OpenApp } from './framework.ts'
import { endlessParts, threeParts, work } from './material.ts'

/** On which Nest stands. */
export type Platform = 'express' | 'fastify'

type Decorator = MethodDecorator & ClassDecorator

/** Decorates without the syntax, which not every compiler of tests knows. */
const decorate = (type: Type, methods: Readonly<Record<string, readonly unknown[]>>): void => {
  for (const [name, decorators] of Object.entries(methods)) {
    const descriptor = Object.getOwnPropertyDescriptor(type.prototype, name)
    for (const one of decorators) {
      Reflect.apply(one as Decorator, undefined, [type.prototype, name, descriptor])
    }
  }
}

const parameter =
  (decorator: ParameterDecorator, index = 0): MethodDecorator =>
  (target, name) =>
    decorator(target, name, index)

interface RawReply {
  readonly raw?: RawReply
  write(part: string): void
}

const rawOf = (reply: RawReply): RawReply => reply.raw ?? reply

const createControllers = (monitor: NodeMonitor): readonly Type[] => {
  class Users {
    user(user: string) {
      return user
    }
    told() {
      monitor.captureMessage('told')
      return 'told'
    }
    streamed() {
      return new StreamableFile(Readable.from(threeParts()))
    }
    endless() {
      return new StreamableFile(Readable.from(endlessParts()))
    }
    sync() {
      throw new Error('sync')
    }
    async async() {
      await work()
      throw new Error('async')
    }
    passed() {
      return Promise.reject(new Error('passed'))
    }
    refused() {
      throw new HttpException('refused', 422)
    }
    unavailable() {
      throw new HttpException('unavailable', 503)
    }
    handled() {
      throw new Error('handled')
    }
    primitive() {
      throw 'a text'
    }
    late(reply: RawReply) {
      rawOf(reply).write('begun')
      throw new Error('late')
    }
    parsed(body: unknown) {
      throw new Error(body ? 'parsed' : 'no body')
    }
    async mine(name: string) {
      await work()
      throw new Error(name)
    }
  }
  const plain = ['streamed', 'endless', 'sync', 'async', 'passed', 'refused', 'unavailable']
  decorate(Users, {
    ...Object.fromEntries([...plain, 'handled', 'primitive'].map((path) => [path, [Get(path)]])),
    user: [Get('users/:user'), parameter(Param('user'))],
    told: [Get('told/:what')],
    late: [Get('late'), parameter(Res())],
    parsed: [Post('parsed'), parameter(Body())],
    mine: [Get('mine/:name'), parameter(Param('name'))],
  })
  Controller()(Users)

  class Teams {
    member(member: string) {
      return member
    }
    broken() {
      throw new Error('broken')
    }
  }
  decorate(Teams, {
    member: [Get('members/:member'), parameter(Param('member'))],
    broken: [Get('broken')],
  })
  Controller('teams/:team')(Teams)
  return [Users, Teams]
}

/** As the documents of Nest have one for everything. */
const createFilter = (monitor: NodeMonitor): Type => {
  class Everything {
    constructor(private readonly host: HttpAdapterHost) {}
    catch(error: unknown, context: ArgumentsHost): void {
      const { httpAdapter } = this.host
      const response = context.switchToHttp().getResponse()
      if (error instanceof Error && error.message === 'handled') monitor.captureError(error)
      if (httpAdapter.isHeadersSent(response)) {
        httpAdapter.end(response)
        return
      }
      const { statusCode } = Object(error)
      const status = error instanceof HttpException ? error.getStatus() : (statusCode ?? 500)
      httpAdapter.reply(response, 'failed', status)
    }
  }
  Inject(HttpAdapterHost)(Everything, undefined, 0)
  Catch()(Everything)
  return Everything
}

type Next = () => void
interface Asked {
  readonly headers: Readonly<Record<string, unknown>>
  readonly originalUrl: string
}
interface Answering {
  end(text: string): void
}

const createModule = (monitor: NodeMonitor, controllers: readonly Type[]): Type => {
  const identify = ({ headers }: Asked, _response: Answering, next: Next): void => {
    const id = headers['x-user']
    if (id) monitor.requests.current()?.scope.setUser({ id: String(id) })
    next()
  }
  const answer = ({ originalUrl }: Asked, response: Answering, next: Next): void => {
    if (originalUrl === '/answered') response.end('answered')
    else next()
  }
  class App {
    configure(consumer: MiddlewareConsumer): void {
      consumer.apply(identify, answer).forRoutes('{*path}')
    }
  }
  Module({ controllers: [...controllers] })(App)
  return App
}

export const createNest = (platform: Platform, module: Type): Promise<INestApplication> =>
  NestFactory.create(module, platform === 'express' ? new ExpressAdapter() : new FastifyAdapter(), {
    logger: false,
    forceCloseConnections: true,
  })

export const listen = async (app: INestApplication): Promise<OpenApp> => {
  await app.listen(0, '127.0.0.1')
  return { server: app.getHttpServer(), close: () => app.close() }
}

/** What all apps serve, in Nest; `holdfast` comes first, and is yet asked before what the app adds after it. */
export const openNest = async (
  platform: Platform,
  monitor: NodeMonitor,
  options?: HoldfastOptions,
): Promise<OpenApp> => {
  const app = await createNest(platform, createModule(monitor, createControllers(monitor)))
  holdfast(app, monitor, options)
  const Filter = createFilter(monitor)
  app.useGlobalFilters(new Filter(app.get(HttpAdapterHost)))
  return listen(app)
}

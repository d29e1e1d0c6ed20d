import 'reflect-metadata'
import type { NodeMonitor } from '@holdfast/node'
import { holdfast } from '@holdfast/node/nest'
import {
  type ArgumentsHost,
  Catch,
  Controller,
  type ExceptionFilter,
  type ExecutionContext,
  Get,
  HttpException,
  type INestApplication,
  type MiddlewareConsumer,
  Module,
  type Type,
  UseFilters,
  VersioningType,
} from '@nestjs/common'
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core'
import { catchError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { about, openBench } from './bench.ts'
import { createNest, listen, openNest, type Platform } from './nestApp.ts'

type Answering = { status(code: number): { send(text: string): void } }

const seen: unknown[] = []

/** A filter that answers by `status`, as those of apps do. */
const filterTo = (status: number): ExceptionFilter => {
  class Filter {
    catch(error: unknown, host: ArgumentsHost): void {
      seen.push(error)
      host.switchToHttp().getResponse<Answering>().status(status).send(`filtered ${status}`)
    }
  }
  Catch()(Filter)
  return new Filter()
}

const createModule = (): Type => {
  const thrown = new Error('handler')
  class Cats {
    one() {
      throw thrown
    }
    missing() {
      throw new Error('missing')
    }
    mapped() {
      throw new Error('mapped')
    }
    guarded() {
      return 'guarded'
    }
  }
  const routes = {
    one: 'cats/:id',
    missing: 'missing/:id',
    mapped: 'mapped',
    guarded: 'guarded/:id',
  }
  for (const [name, path] of Object.entries(routes)) {
    const descriptor = Object.getOwnPropertyDescriptor(Cats.prototype, name) ?? {}
    Get(path)(Cats.prototype, name, descriptor)
    if (name === 'missing') UseFilters(filterTo(404))(Cats.prototype, name, descriptor)
  }
  Controller({ version: '1' })(Cats)
  const guard = {
    canActivate: (context: ExecutionContext) => {
      if (context.getHandler().name === 'guarded') throw new Error('guard')
      return true
    },
  }
  const mapping = {
    intercept: (_context: unknown, next: { handle(): { pipe(operator: unknown): unknown } }) =>
      next.handle().pipe(
        catchError((error: Error) => {
          throw error.message === 'mapped' ? new HttpException('mapped', 409) : error
        }),
      ),
  }
  class App {
    configure(consumer: MiddlewareConsumer): void {
      const broken = (_request: unknown, _response: unknown, next: (error?: unknown) => void) => {
        next(new Error('middleware'))
      }
      consumer.apply(broken).forRoutes('v1/broken')
    }
  }
  Module({
    controllers: [Cats],
    providers: [
      { provide: APP_GUARD, useValue: guard },
      { provide: APP_FILTER, useValue: filterTo(500) },
      { provide: APP_INTERCEPTOR, useValue: mapping },
    ],
  })(App)
  return App
}

const open = (platform: Platform, finish: (app: INestApplication) => void = () => undefined) =>
  openBench({
    name: 'Nest',
    open: async (monitor: NodeMonitor) => {
      const app = await createNest(platform, createModule())
      app.setGlobalPrefix('api')
      app.enableVersioning({ type: VersioningType.URI })
      holdfast(app, monitor)
      finish(app)
      return listen(app)
    },
  })

describe.each(['express', 'fastify'] as const)('Nest on %s', (platform) => {
  it('has the filters of the app answer, and captures what they answer by 500', async () => {
    const { ask, errors } = await open(platform)
    const answer = await ask('/api/v1/cats/7')
    expect([answer.status, await answer.text()]).toEqual([500, 'filtered 500'])
    expect(seen.at(-1)).toMatchObject({ message: 'handler' })
    expect((await errors()).map(about)).toMatchObject([
      { message: 'handler', request: { route: '/api/v1/cats/:id' } },
    ])
  })

  it('does not capture what a filter makes a 4xx of', async () => {
    const { ask, errors, told } = await open(platform)
    const missing = await ask('/api/v1/missing/7')
    expect([missing.status, await missing.text()]).toEqual([404, 'filtered 404'])
    await told(1)
    expect(await errors()).toEqual([])
  })

  it('captures what was thrown first, and not what it was mapped to', async () => {
    const { ask, errors } = await open(platform)
    expect((await ask('/api/v1/mapped')).status).toBe(500)
    expect(seen.at(-1)).toBeInstanceOf(HttpException)
    expect((await errors()).map(({ exceptions }) => exceptions[0]?.type)).toEqual(['Error'])
  })

  it('captures what a guard throws, whatever filters are added after it', async () => {
    const { ask, errors } = await open(platform, (app) => {
      app.useGlobalFilters(filterTo(503))
    })
    const answer = await ask('/api/v1/guarded/7')
    expect([answer.status, await answer.text()]).toEqual([503, 'filtered 503'])
    expect((await errors()).map(about)).toMatchObject([
      { message: 'guard', request: { route: '/api/v1/guarded/:id' } },
    ])
  })

  it('captures once what the app captures, too, as the app did', async () => {
    const { ask, errors } = await openBench({
      name: 'Nest',
      open: (one) => openNest(platform, one),
    })
    expect((await ask('/handled')).status).toBe(500)
    expect((await errors()).map(about)).toMatchObject([
      { message: 'handled', request: { route: '/handled' } },
    ])
  })

  it('captures what a middleware fails with', async () => {
    const { ask, errors } = await open(platform)
    expect((await ask('/api/v1/broken')).status).toBe(500)
    expect((await errors()).map(({ message }) => message)).toEqual(['middleware'])
  })

  it('asks the app what is worth it, with the status of the answer', async () => {
    const asked: unknown[] = []
    const { ask, errors } = await openBench({
      name: 'Nest',
      open: (monitor) =>
        openNest(platform, monitor, {
          captures: (error, status) => {
            asked.push([error instanceof Error && error.message, status])
            return status === 422
          },
        }),
    })
    for (const path of ['/refused', '/sync']) await (await ask(path)).text()
    expect(asked).toEqual([
      ['refused', 422],
      ['sync', 500],
    ])
    expect((await errors()).map(({ message }) => message)).toEqual(['refused'])
  })
})

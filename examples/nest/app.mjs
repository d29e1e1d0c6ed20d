import 'reflect-metadata'
import { http, init } from '@holdfast/node'
import { holdfast } from '@holdfast/node/nest'
import { Controller, Get, Module, Param } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'

/** @param {string} url of the backend that signals are sent to */
export const createApp = async (url) => {
  const monitor = init({ service: 'example-nest', sinks: [http({ url })] })

  class Users {
    /** @param {string} id */
    find(id) {
      monitor.requests.current()?.scope.setUser({ id })
      if (id === '0') throw new Error('there is no such user')
      return { id }
    }
  }
  // As @Controller('users'), @Get(':id') and @Param('id'), which a compiler would make of them.
  const method = Object.getOwnPropertyDescriptor(Users.prototype, 'find') ?? {}
  Get(':id')(Users.prototype, 'find', method)
  Param('id')(Users.prototype, 'find', 0)
  Controller('users')(Users)
  class AppModule {}
  Module({ controllers: [Users] })(AppModule)

  const app = await NestFactory.create(AppModule, { logger: false, forceCloseConnections: true })
  holdfast(app, monitor)
  return { app, monitor }
}

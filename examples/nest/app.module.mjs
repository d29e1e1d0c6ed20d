import 'reflect-metadata'
import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common'

class Orders {
  /** @param {object} params */
  find(params) {
    return params
  }

  /** @param {{ item: string }} order */
  async place({ item }) {
    throw new Error(`There is no ${item}.`)
  }
}

// As the decorators of those names, which a compiler would make of them.
const methods = Object.getOwnPropertyDescriptors(Orders.prototype)
Get(':order')(Orders.prototype, 'find', methods.find)
Param()(Orders.prototype, 'find', 0)
Post()(Orders.prototype, 'place', methods.place)
Body()(Orders.prototype, 'place', 0)
Controller('shops/:shop/orders')(Orders)

export class AppModule {}
Module({ controllers: [Orders] })(AppModule)

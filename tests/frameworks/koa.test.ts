import Koa from 'koa'
import Koa2 from 'koa2'
import { describeFramework } from './describeFramework.ts'
import { openKoa } from './koaApp.ts'

describeFramework({
  name: 'Koa 2',
  open: (monitor) => openKoa(new Koa2() as unknown as Koa, monitor),
})
describeFramework({ name: 'Koa 3', open: (monitor) => openKoa(new Koa(), monitor) })

import { describeFramework } from './describeFramework.ts'
import { openHono } from './honoApp.ts'

describeFramework({ name: 'Hono', open: openHono })

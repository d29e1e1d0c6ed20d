import { describeFramework } from './describeFramework.ts'
import { openNest } from './nestApp.ts'

const parsedBefore = 'Express reads bodies before it has a route'
const toldBefore = 'what the app captures while it answers comes first, and counts'

describeFramework({
  name: 'Nest 12 on Express',
  without: {
    'does not capture a body that cannot be read': parsedBefore,
    'captures once what the app captures, too': toldBefore,
  },
  open: (monitor) => openNest('express', monitor),
})
describeFramework({
  name: 'Nest 12 on Fastify',
  without: { 'captures once what the app captures, too': toldBefore },
  open: (monitor) => openNest('fastify', monitor),
})

import { monitor } from './monitor.mjs'

const error = new Error('captured, then thrown')
// Once anybody has read the stack, Node no longer shows the line of an uncaught error; so that both
// runs read it, the one without Holdfast does so too.
void error.stack
monitor?.captureError(error)
throw error

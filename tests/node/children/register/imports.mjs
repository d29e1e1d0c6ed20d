import { monitor } from '@holdfast/node/register'

monitor.captureError(new Error('captured by import'), { tags: { own: 'yes' } })
const answer = await monitor.policy('calls', { retry: { attempts: 2 } }).run(() => 42)
console.log(
  answer,
  monitor.withScope(() => 'within'),
)

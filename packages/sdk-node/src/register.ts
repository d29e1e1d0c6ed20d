import type { NodeMonitor } from './nodeMonitor.ts'
import { register } from './register/register.ts'

/**
 * The monitor that was made as this module was loaded, of variables of the environment:
 * `node --import @holdfast/node/register app.js`. It does nothing where they are missing or wrong, which is
 * said on standard error, or where `HOLDFAST_DISABLED` says so. `docs/node.md` lists the variables.
 *
 * @example
 * import { monitor } from '@holdfast/node/register'
 * monitor.count('orders', 1)
 */
export const monitor: NodeMonitor = register(process.env)

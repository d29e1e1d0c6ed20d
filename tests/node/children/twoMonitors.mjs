import { monitor, startMonitor } from './monitor.mjs'

if (monitor) startMonitor()
if (process.env.FAILURE === 'rejection') void Promise.reject(new Error('rejected'))

import { consoleSink, init, type PageMonitor } from '@holdfast/browser'

declare global {
  interface Window {
    monitor: PageMonitor
  }
}

const json = new URLSearchParams(location.search).has('json')

const sink = consoleSink(json ? { format: 'json' } : {})
window.monitor = init({ service: 'page', tags: { plan: 'pro' }, sinks: [sink] })
// What is put in its place later is not to be used, or what captures from it would never end.
console.error = () => void window.monitor.captureMessage('of the console', { severity: 'error' })

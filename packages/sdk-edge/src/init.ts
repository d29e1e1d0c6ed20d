import type { MonitorOptions, ServerMonitor } from '@holdfast/shared'
import { requireSettings } from './settings.ts'
import { startMonitor } from './startMonitor.ts'

/**
 * Starts a monitor on a host whose functions one writes without a wrapper. Hand `monitor.flush()` to
 * the host's own `waitUntil` before you answer. In a module worker, prefer {@link withMonitor}.
 *
 * @throws {HoldfastConfigError} naming every option that is wrong.
 * @example
 * const monitor = init({ service: 'resize', sinks: [http({ url: 'https://signals.example.com' })] })
 */
export const init = (options: MonitorOptions): ServerMonitor =>
  startMonitor(requireSettings(options))

import type { Monitor, SignalId } from '@holdfast/shared'

export declare const failCheckout: (monitor: Monitor) => SignalId | undefined

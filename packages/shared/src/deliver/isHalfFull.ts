import type { Lane } from './lane.ts'

/** What was stored before, or only adds up, leaves the other half to what comes new. */
export const isHalfFull = (lane: Pick<Lane, 'fullness'>): boolean => lane.fullness() > 0.5

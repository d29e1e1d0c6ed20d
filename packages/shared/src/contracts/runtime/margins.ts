/** Timers of some hosts fire up to this many milliseconds before a clock says so. */
export const earliness = 2

/** How many milliseconds late a busy machine may be before we call it broken. */
export const patience = 3_000

/** Undoes what a `start…` or `on…` function did. Calling it twice does no harm. */
export type Stop = () => void

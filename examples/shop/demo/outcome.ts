/** How the demo ended: what is left to be told, and the exit code. */
export interface Outcome {
  readonly code: number
  readonly report: string
}

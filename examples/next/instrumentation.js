import { holdfast } from '@holdfast/node/next'

// What is within this condition is not even built for the edge.
export const { register, onRequestError } = holdfast(async () => {
  if (process.env.NEXT_RUNTIME === 'nodejs') return (await import('./monitor')).monitor
})

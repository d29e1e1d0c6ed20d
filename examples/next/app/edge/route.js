export const runtime = 'edge'

// Built for the edge, as `instrumentation` is for its sake: there is no monitor of Node there.
export const GET = () => Response.json({ runtime: process.env.NEXT_RUNTIME })

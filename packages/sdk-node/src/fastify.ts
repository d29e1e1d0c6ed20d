export {
  type FastifyHoldfast,
  type FastifyHoldfastOptions,
  holdfast,
} from './fastify/holdfast.ts'

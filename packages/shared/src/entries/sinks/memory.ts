export { type MemorySink, type MemorySinkOptions, memorySink } from '../../sinks/memory.ts'

import { gauge, type StartSource } from './source.ts'

/** The spaces that grow with an app; the others, of which each version has its own, are one. */
const known: readonly string[] = ['new_space', 'old_space', 'code_space', 'large_object_space']

/** The heap of this thread. */
export const heap: StartSource = ({ process }) => {
  const v8 = process.getBuiltinModule('node:v8')
  return {
    read: ({ tell }) => {
      const spaces = new Map([...known, 'other'].map((name) => [name, { used: 0, size: 0 }]))
      for (const { space_name, space_used_size, space_size } of v8.getHeapSpaceStatistics()) {
        const space = spaces.get(known.includes(space_name) ? space_name : 'other')
        if (!space) continue
        space.used += space_used_size
        space.size += space_size
      }
      for (const [name, { used, size }] of spaces) {
        const attributes = { 'v8js.heap.space.name': name }
        tell('v8js.memory.heap.used', gauge(used, 'byte'), attributes)
        tell('v8js.memory.heap.space.size', gauge(size, 'byte'), attributes)
      }
      tell('v8js.memory.heap.limit', gauge(v8.getHeapStatistics().heap_size_limit, 'byte'))
    },
  }
}

/** What this thread's values hold beside the heap. */
export const outsideHeap: StartSource = ({ process }) => ({
  read: ({ tell }) => {
    const { external, arrayBuffers } = process.memoryUsage()
    tell('nodejs.memory.external', gauge(external, 'byte'))
    tell('nodejs.memory.array_buffers', gauge(arrayBuffers, 'byte'))
  },
})

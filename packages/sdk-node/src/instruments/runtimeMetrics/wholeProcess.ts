import { counter, gauge, type StartSource } from './source.ts'

/** The memory that the process has of the machine's. */
export const residentMemory: StartSource = ({ process }) => ({
  read: ({ tell }) => tell('process.memory.usage', gauge(process.memoryUsage.rss(), 'byte')),
})

/** How long all threads of the process have used processors, and how much of what there are. */
export const processors: StartSource = ({ process }) => {
  const os = process.getBuiltinModule('node:os')
  let last = process.cpuUsage()
  return {
    read: ({ tell, seconds }) => {
      const next = process.cpuUsage()
      const { user, system } = { user: next.user - last.user, system: next.system - last.system }
      last = next
      for (const [mode, microseconds] of Object.entries({ user, system })) {
        const attributes = { 'cpu.mode': mode }
        const used = Math.max(0, microseconds / 1e6)
        tell('process.cpu.time', counter(used, 'second'), attributes)
        const share = used / seconds / os.availableParallelism()
        tell('process.cpu.utilization', gauge(share), attributes)
      }
    },
  }
}

/**
 * The files and sockets that are open, where the system tells it in files. They are counted after one
 * reading and told with the next: nobody waits for them, and nothing comes after a process is flushed.
 */
export const descriptors: StartSource = ({ process }) => {
  if (process.platform !== 'linux') throw new Error('There is no /proc')
  const { readdir, readFile } = process.getBuiltinModule('node:fs/promises')
  let known: { readonly open: number; readonly limit: number } | undefined
  let isLooking = false

  const look = async (): Promise<void> => {
    const open = await readdir('/proc/self/fd')
    const limits = await readFile('/proc/self/limits', 'utf8')
    const [, limit] = /^Max open files +(\d+)/m.exec(limits) ?? []
    // One of them is the folder's own.
    known = { open: open.length - 1, limit: Number(limit) }
  }
  const lookAgain = (): void => {
    if (isLooking) return
    isLooking = true
    const end = (): void => {
      isLooking = false
    }
    // A machine that hides them has none to tell.
    look().then(end, end)
  }
  lookAgain()
  return {
    read: ({ tell }) => {
      if (known) {
        tell('process.unix.file_descriptor.count', gauge(known.open))
        tell('process.unix.file_descriptor.limit', gauge(known.limit))
      }
      lookAgain()
    },
  }
}

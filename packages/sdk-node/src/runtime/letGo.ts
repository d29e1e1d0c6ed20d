import type { Socket } from 'node:net'

/** Has a socket never keep the process alive. */
export const letGo = (socket: Socket): void => {
  const unref = (): void => void socket.unref()
  unref()
  if (!socket.connecting) return
  // Each further address of a host is tried by a handle of its own, which is held again.
  socket.on('connectionAttempt', unref)
  socket.once('connect', unref)
}

import type { Captured, Uncaught } from './failures.mjs'

export type Case = Captured | Uncaught

/** In the order in which the page of the documents names them. */
export const cases: readonly Case[] = [
  'plain',
  'subclass',
  'chain',
  'group',
  'text',
  'record',
  'dom',
  'message',
  'rich',
  'thrown',
  'rejected',
]

import { setTimeout as wait } from 'node:timers/promises'

/** What is streamed, part by part. */
export async function* threeParts(): AsyncGenerator<string> {
  for (const part of ['one', 'two', 'three']) {
    yield part
    await wait(5)
  }
}

/** Parts, for as long as somebody takes them. */
export async function* endlessParts(): AsyncGenerator<string> {
  for (;;) {
    yield 'more and more '
    await wait(5)
  }
}

/** Waits as long as work might take. */
export const work = async (): Promise<void> => {
  await wait(Math.random() * 20)
  await wait(Math.random() * 20)
}

/** An error that says how it is to be answered. */
export const withStatus = (message: string, status: number): Error =>
  Object.assign(new Error(message), { status })

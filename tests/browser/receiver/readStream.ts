/** One item of an envelope, as the sidecar parsed it. */
export interface ReceivedItem {
  /** What its header says: `event`, `log`, `session` and so on. */
  readonly type: string
  readonly header: Readonly<Record<string, unknown>>
  /** Parsed JSON; of an attachment `{ data }`, a text where its type is one and base64 otherwise. */
  readonly payload: unknown
  readonly envelope: Readonly<Record<string, unknown>>
  /** Under which content type the sidecar filed the envelope. */
  readonly contentType: string
}

type Parsed = readonly [
  envelope: ReceivedItem['envelope'],
  items: readonly (readonly [header: ReceivedItem['header'], payload: unknown])[],
]

export interface ReceivedStream {
  /** @throws where the stream has broken off. */
  items(): readonly ReceivedItem[]
  stop(): Promise<void>
}

/** Reads what the sidecar tells of each envelope that it could parse, from its first on. */
export const readStream = (url: string): ReceivedStream => {
  const items: ReceivedItem[] = []
  const stopping = new AbortController()
  let failure: unknown
  const ended = read(`${url}/stream`, stopping.signal, (message) => {
    items.push(...itemsOf(message))
  }).catch((error: unknown) => {
    failure = error
  })
  return {
    items: () => {
      if (failure !== undefined) throw failure
      return items
    },
    stop: () => {
      stopping.abort()
      return ended
    },
  }
}

/** A message of an event stream is lines of `name: value`, and ends with an empty one. */
const read = async (
  url: string,
  signal: AbortSignal,
  take: (message: ReadonlyMap<string, string>) => void,
): Promise<void> => {
  const { body } = await fetch(url, { signal })
  if (!body) throw new Error('The sidecar tells nothing.')
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const messages = (text + part.value).split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages) take(toMessage(message))
  }
}

const toMessage = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split('\n').map((line) => {
      const [name = '', ...value] = line.split(': ')
      return [name, value.join(': ')]
    }),
  )

const itemsOf = (message: ReadonlyMap<string, string>): readonly ReceivedItem[] => {
  const data = message.get('data')
  if (data === undefined) return []
  const contentType = message.get('event') ?? ''
  const [envelope, items] = JSON.parse(data) as Parsed
  return items.map(([header, payload]) => ({
    type: String(header['type']),
    header,
    payload,
    envelope,
    contentType,
  }))
}

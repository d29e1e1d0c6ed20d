/** Of those that the sidecar offers to programs: errors, logs and traces, told in Markdown. */
export type Search = 'search_errors' | 'search_logs' | 'search_traces'

interface Answer {
  readonly result: { readonly content: readonly { readonly text: string }[] }
}

/** What the sidecar makes of all that it received, the latest first. https://modelcontextprotocol.io */
export const searchReceived = async (url: string, search: Search): Promise<readonly string[]> => {
  const response = await fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: search, arguments: { filters: { limit: 100, offset: 0 } } },
    }),
  })
  const told = await response.text()
  const data = /^data: (.*)$/m.exec(told)?.[1]
  if (data === undefined) throw new Error(`The sidecar does not answer: ${told}`)
  return (JSON.parse(data) as Answer).result.content.map(({ text }) => text)
}

import { after, milliseconds } from '../../model/units.ts'
import type { WireRequest, WireResponse } from '../../ports/wire.ts'
import { claim, claimCalm, claimEqual } from '../claim.ts'
import { type ContractCase, caseGiven, caseOf } from '../contractCase.ts'
import { patience } from './margins.ts'
import type { FaultyServers, RuntimeHome, Stay } from './runtimeHome.ts'

const requestTo = (url: string, body: WireRequest['body'] = '{}'): WireRequest => ({
  url,
  headers: { 'content-type': 'text/plain;charset=UTF-8' },
  body,
  ids: [],
})

/** Sends within a time that suffices for everything but a fault. */
const send = (stay: Stay, request: WireRequest, limit = 5_000): Promise<WireResponse> => {
  const { clock, transport } = stay.runtime
  const sent = claimCalm('send() never throws or rejects', () =>
    transport.send(request, after(clock.now(), milliseconds(limit))),
  )
  return stay.within(limit + patience, sent)
}

const claimNoAnswer = (response: WireResponse): void => {
  claim(response.type === 'noAnswer', 'a request that failed has no answer', response)
  claim(typeof response.reason === 'string', 'no answer comes with a reason', response)
}

export const transportCases = (
  home: RuntimeHome,
  urls: FaultyServers = {},
): readonly ContractCase[] => {
  const withServer: WithServer = (name, server, run) =>
    caseGiven(
      `transport: ${name}`,
      { given: urls[server], missing: `no ${server} server was given` },
      (url) => run(url, home.enter()),
    )
  return [
    ...answerCases(withServer),
    ...faultCases(withServer),
    ...carefreeCases(home, withServer),
    withServer('requests at once do not disturb each other', 'answering', async (url, stay) => {
      const slow = urls.hanging === undefined ? [] : [requestTo(urls.hanging)]
      const requests = [...slow, requestTo(url), requestTo(url), requestTo(url)]
      const responses = await Promise.all(requests.map((request) => send(stay, request, 1_000)))
      const types = responses.slice(slow.length).map(({ type }) => type)
      claimEqual(types, ['answer', 'answer', 'answer'], 'each has its answer')
    }),
  ]
}

type Run = (url: string, stay: Stay) => Promise<void>
type WithServer = (name: string, server: keyof FaultyServers, run: Run) => ContractCase

const answerCases = (withServer: WithServer): readonly ContractCase[] => [
  withServer('a 200 is an answer', 'answering', answersWith(200)),
  withServer('a 429 is an answer', 'limiting', answersWith(429)),
  withServer('a 500 is an answer', 'failing', answersWith(500)),
  withServer('headers come by lower-case name', 'limiting', async (url, stay) => {
    const response = await send(stay, requestTo(url))
    claim(response.type === 'answer', 'what the server says is an answer', response)
    claimEqual(response.headers['retry-after'], '7', 'Retry-After is under its lower-case name')
    const shouted = Object.keys(response.headers).filter((name) => name !== name.toLowerCase())
    claimEqual(shouted, [], 'all names are lower-case')
  }),
  // A browser refuses to send it where keepalive is set without counting bytes.
  withServer('a body of 100 kB is sent', 'answering', async (url, stay) => {
    const response = await send(stay, requestTo(url, 'ü'.repeat(50_000)))
    claim(response.type === 'answer', 'a large body is answered too', response)
  }),
  withServer('a body of bytes is sent', 'answering', async (url, stay) => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256)
    const response = await send(stay, requestTo(url, bytes))
    claim(response.type === 'answer', 'a body of bytes is answered too', response)
  }),
  // A POST that is redirected arrives as a GET without a body, and 200 is what it gets.
  withServer('a redirect is not followed', 'redirecting', async (url, stay) => {
    const response = await send(stay, requestTo(url))
    const isDelivered = response.type === 'answer' && response.status === 200
    claim(!isDelivered, 'a request that was redirected is not taken as delivered', response)
  }),
]

const answersWith =
  (status: number): Run =>
  async (url, stay) => {
    const response = await send(stay, requestTo(url))
    claim(response.type === 'answer', 'what the server says is an answer', response)
    claimEqual(response.status, status, 'the answer has the status of the server')
  }

const faultCases = (withServer: WithServer): readonly ContractCase[] => [
  ...(['refusing', 'resetting', 'halfAnswering'] as const).map((server) =>
    withServer(`no answer from a server that is ${server}`, server, async (url, stay) => {
      claimNoAnswer(await send(stay, requestTo(url)))
    }),
  ),
  ...(['hanging', 'trickling'] as const).map((server) =>
    withServer(
      `no answer by the deadline from one that is ${server}`,
      server,
      async (url, stay) => {
        const start = stay.runtime.clock.now()
        claimNoAnswer(await send(stay, requestTo(url), 200))
        const took = stay.runtime.clock.now() - start
        claim(took < 200 + patience, 'the deadline is obeyed', took)
      },
    ),
  ),
  withServer('a deadline that has passed is obeyed too', 'hanging', async (url, stay) => {
    claimNoAnswer(await send(stay, requestTo(url), -1_000))
  }),
]

const carefreeCases = ({ enter }: RuntimeHome, withServer: WithServer): readonly ContractCase[] => [
  caseOf('transport: what cannot be sent is no failure of the caller', async () => {
    const stay = enter()
    await send(stay, requestTo('no url at all'), 500)
    await send(stay, { ...requestTo('http://127.0.0.1:1/'), headers: { 'not a name': '\n' } }, 500)
  }),
  withServer(
    'finish returns by its deadline, where it is offered',
    'hanging',
    async (url, stay) => {
      const { transport, clock } = stay.runtime
      if (!transport.finish) return
      transport.finish(after(clock.now(), milliseconds(5_000)))
      const sent = send(stay, requestTo(url), 300)
      const start = clock.now()
      transport.finish(after(start, milliseconds(300)))
      const took = clock.now() - start
      await sent
      claim(took < 300 + patience, 'finish() obeys its deadline', took)
    },
  ),
]

import type {
  QuotaAnswer,
  QuotaMiddleware,
  QuotaMiddlewareOptions,
  QuotaResponse,
} from './quota.ts'

/** What is done in the moment in which a check allows, before another one is judged. */
export type OnAllowed = () => void

export type Ask = (subject: string, quantity: number, onAllowed?: OnAllowed) => Promise<QuotaAnswer>

export const createMiddleware = <Request>(
  ask: Ask,
  options: QuotaMiddlewareOptions<Request>,
): QuotaMiddleware<Request> => {
  const { subjectOf, quantityOf = () => 1, anonymous, count } = options

  const check = async (request: Request): Promise<QuotaAnswer | undefined> => {
    const subject = (await subjectOf(request)) || anonymous
    if (!subject) return undefined
    const quantity = await quantityOf(request)
    return ask(subject, quantity, () => count?.(subject, quantity, request))
  }

  return (request, response, next) => {
    check(request)
      .then((answer) => {
        if (!answer) return next()
        setHeaders(response, answer)
        if (!answer.problem) return next()
        response.statusCode = answer.problem.status
        response.setHeader('Content-Type', 'application/problem+json')
        response.end(JSON.stringify(answer.problem))
      })
      .catch(next)
  }
}

/** Policies that stand one behind the other are told as a list. */
const setHeaders = (response: QuotaResponse, { headers }: QuotaAnswer): void => {
  for (const [name, value] of Object.entries(headers)) {
    const earlier = name === 'Retry-After' ? undefined : response.getHeader?.(name)
    response.setHeader(name, typeof earlier === 'string' ? `${earlier}, ${value}` : value)
  }
}

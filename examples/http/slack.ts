import { type ErrorSignal, http, type Sink } from '@holdfast/node'

/**
 * Errors as messages of a Slack channel, five at most in one.
 *
 * @param webhookUrl - of an incoming webhook: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export const slack = (webhookUrl: string): Sink =>
  http({
    name: 'slack',
    url: webhookUrl,
    kinds: ['error'],
    accepts: ({ severity }) => severity === 'error' || severity === 'fatal',
    // Slack takes about one message a second; when it says 429, it is obeyed.
    batch: { maxCount: 5, maxAge: '10s' },
    encode: (errors) => ({
      body: {
        // What notifications show.
        text: `${errors.length} × ${toMrkdwn(errors[0]?.message ?? '')}`,
        blocks: errors.map(toBlock),
      },
    }),
  })

const toBlock = ({ message, severity, resource, exceptions }: ErrorSignal) => {
  const { service, release = 'no release' } = resource
  const type = exceptions[0]?.type ?? severity
  const where = `${service} · ${release}`
  return {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: `*${toMrkdwn(type, 50)}* in ${toMrkdwn(where, 50)}\n${toMrkdwn(message)}`,
    },
  }
}

/**
 * Three characters are markup, and `<!channel>` would call everybody. A section holds 3,000 characters,
 * of which one here may become five.
 */
const toMrkdwn = (text: string, longest = 400): string =>
  text.slice(0, longest).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

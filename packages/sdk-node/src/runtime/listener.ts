import type { DiagnosticListener } from '@holdfast/shared'

export const print: DiagnosticListener = ({ code, text }) =>
  console.error(`[holdfast] ${code}: ${text}`)

/** Who hears of what the SDK says: where the app asks for nothing, only such codes are printed. */
export const toListener = (
  debug: boolean | DiagnosticListener,
  untold: readonly string[],
): DiagnosticListener => {
  if (typeof debug === 'function') return debug
  return (message) => {
    if (debug || untold.includes(message.code)) print(message)
  }
}

/** Tells of variables that name no proxy. A listener that throws is the app's own fault. */
export const createProxyTrouble =
  (listener: DiagnosticListener) =>
  async (text: string): Promise<unknown> => {
    try {
      return await listener({ code: 'proxyIgnored', text })
    } catch (error) {
      return error
    }
  }

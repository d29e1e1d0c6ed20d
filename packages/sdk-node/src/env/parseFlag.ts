/** A switch, as the environment has them; `undefined` where it is none. */
export const parseFlag = (text: string): boolean | undefined => {
  if (/^(?:true|1)$/i.test(text)) return true
  return /^(?:false|0)$/i.test(text) ? false : undefined
}

/**
 * Whether colours are wanted: https://no-color.org and https://force-color.org. As Node does, it takes
 * the word of who wants them over that of who does not.
 */
export const hasColours = (
  { isTTY }: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean => {
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return !/^(?:0|false)$/i.test(forced)
  return isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
}

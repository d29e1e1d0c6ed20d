const longest = 30_000

/** Changes a text of any length piece by piece; each ends with a line, where one ends in time. */
export const inPieces = (text: string, change: (piece: string) => string): string => {
  const pieces: string[] = []
  for (let from = 0; from < text.length; ) {
    const rest = text.slice(from, from + longest)
    const line = rest.lastIndexOf('\n') + 1
    const piece = line > 0 && rest.length === longest ? rest.slice(0, line) : rest
    pieces.push(change(piece))
    from += piece.length
  }
  return pieces.join('')
}

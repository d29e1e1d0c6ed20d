import { clip } from '../../primitives/toJson.ts'

/** The mark of what was clipped, where Sentry counts bytes. */
const bytesOfMark = 3

/** Cuts a text that is longer than Sentry takes, and remembers under which mark. */
export type Cut = <Text extends string | undefined>(mark: string, text: Text, most: number) => Text

/**
 * Sentry cuts or leaves out what is too long, and an event is to tell of it: `marks` are what has been
 * cut, with what had been before. The limits are those of relay-event-schema/src/protocol, and for names
 * of releases and environments of sentry-release-parser.
 */
export const createCut =
  (marks: Set<string>): Cut =>
  (mark, text, most) => {
    if (!text || text.length <= most) return text
    marks.add(mark)
    return clip(text, most - bytesOfMark) as typeof text
  }

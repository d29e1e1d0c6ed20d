/**
 * A text without what [CloudEvents](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#type-system)
 * allows nowhere, and no text that is empty: control characters, halves of characters and noncharacters are
 * spelled out, each as `%u` and four hexadecimal digits. Two texts never become the same, for they
 * may be two customers: `%u` itself is spelled, too.
 */
export const toPlainText = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]|%(?=u)|^$/gu, spell)

/** For whoever takes no more than what can be seen of ASCII. */
export const toAscii = (text: string): string => toPlainText(text).replace(/[^!-~]/g, spell)

const spell = (found: string): string => {
  const units = Array.from({ length: found.length }, (_, index) => found.charCodeAt(index))
  return units.map((unit) => `%u${unit.toString(16).padStart(4, '0')}`).join('') || '%u'
}

const UNDOCUMENTED = /^\/\/ @\w+.*\(undocumented\)\n(export .*)$/gm
const NAME =
  /^export (?:declare )?(?:abstract )?(?:const|function|class|interface|type|enum|namespace|let|var) ([\w$]+)/

/**
 * The exports of a report that have no TSDoc comment. What they hold may be clear by its name.
 * @param {string} report
 * @returns {string[]}
 */
export const undocumentedExports = (report) =>
  [...report.matchAll(UNDOCUMENTED)].map(([, line = '']) => NAME.exec(line)?.[1] ?? line)

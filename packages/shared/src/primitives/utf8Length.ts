/** How many bytes a text takes as UTF-8, where half a character takes the place of the one that stands for it. */
export const utf8Length = (text: string): number =>
  text
    .replace(/[\ud800-\udbff][\udc00-\udfff]/g, '....')
    .replace(/[\u0800-\uffff]/g, '...')
    .replace(/[\u0080-\u07ff]/g, '..').length

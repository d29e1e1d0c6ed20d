/** The one element that is meant; the page and its script belong together. */
export const find = (selector: string): Element => {
  const element = document.querySelector(selector)
  if (!element) throw new Error(`The page has no ${selector}.`)
  return element
}

/** Puts a text into an element. */
export const show = (selector: string, text: string): void => {
  find(selector).textContent = text
}

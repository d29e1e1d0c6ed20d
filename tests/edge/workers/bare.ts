/** A worker without Holdfast, to compare with. */
export default {
  fetch: () => {
    throw new Error('thrown in a handler')
  },
}

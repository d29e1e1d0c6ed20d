/**
 * What the programs around a page throw into it, as parts of `Type: message` in the syntax of regular
 * expressions. Each has its row, with an example and the reason, in docs/filters.md; a test compares
 * the two. Here belongs only what a program can do nothing about, and what no program says of itself.
 */
export const noiseTexts: readonly string[] = [
  // The browser puts off a notification to the next frame.
  'ResizeObserver loop ',
  // A script of another origin failed, and the browser tells nothing of it.
  '^\\w+: Script error\\.?$',
  // A page that is left cancels its requests; only Safari has a word of its own for that.
  '^TypeError: cancelled$',
  // The link scanner of Outlook.
  'Object Not Found Matching Id:',
  // The bridge of an in-app browser, once its Android side is closed.
  'Java object is gone',
  // Autofill of web views on iOS.
  '_AutofillCallbackHandler',
  // Firefox on iOS: reader, logins, favicons.
  '__firefox__',
  // Chrome on iOS.
  '__gCrWeb',
  // The Google app on iOS.
  'variable: gmo$',
  // Edge on iOS: search, and its chat.
  'instantSearchSDKJSBridge',
  'msDiscoverChatAvailable',
  // In-app browsers of Zalo, and those that look for videos to download or to cast.
  'zaloJSV2',
  'vid_mate_check',
  'ceCurrentVideo\\.',
  'ibFindAllVideos',
  // Text search in web views of iOS apps.
  'MyApp_RemoveAllHighlights',
  // Avast's extension.
  '_avast_submit',
  // An extension of old that reads the variables of the page's top frame.
  'top\\.GLOBALS',
  // Scripts of extensions that were updated, or whose tab or document has gone.
  'Extension context invalidated',
  'runtime\\.sendMessage\\(\\)\\. Tab not found',
  "can't access dead object",
]

/** Scripts of extensions, of Safari's under a mask, and of the in-app browsers of Facebook and Instagram. */
export const noisePlaces: RegExp =
  /(?:(?:chrome|moz|safari(?:-web)?)-extension|webkit-masked-url|iabjs):\/\//g

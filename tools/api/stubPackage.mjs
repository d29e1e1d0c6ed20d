const FOLDER = 'packages/stub'
export const ENTRY = `${FOLDER}/dist/index.d.ts`

/** A package as a build leaves it: with declarations in a chunk that has a hash in its name. */
export const stubPackage = Object.freeze({
  [`${FOLDER}/package.json`]: {
    name: '@stub/stub',
    version: '1.0.0',
    exports: {
      '.': { import: { types: './dist/index.d.ts', default: './dist/index.js' } },
      './package.json': './package.json',
    },
  },
  [ENTRY]: `import { O as Options } from './options-Ab12Cd34.js';
/** Starts. */
declare const init: (options: Options) => void;
declare function naked(): void;
export { init, naked, type Options };
`,
  [`${FOLDER}/dist/options-Ab12Cd34.d.ts`]: `interface Hidden { bare: number }
/** The options. */
interface Options { readonly hidden: Hidden }
export type { Options as O };
`,
})

import type { NamedVersion } from '@holdfast/shared'

declare const __VERSION__: string

/** How signals name the package that sent them. The build fills in the version. */
export const sdk: NamedVersion = { name: 'holdfast.node', version: __VERSION__ }

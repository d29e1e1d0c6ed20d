import { fileURLToPath } from 'node:url'

/** The folder of the checkout that this tool lies in. */
export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url))

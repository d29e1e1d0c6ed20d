/** @type {import('next').NextConfig} */
export default {
  // As it is installed, and not bundled: it has files of its own, and one instance of them is enough.
  serverExternalPackages: ['@holdfast/node'],
}

/** The configuration of workerd: one worker, which may reach the network of this machine. */
export const toWorkerConfig = (bindings: Readonly<Record<string, string>>): string => `
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "shop", worker = .shop),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "shop")],
);

const shop :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-06-01",
  bindings = [
${Object.entries(bindings).map(toBinding).join('\n')}
  ],
);
`

/** Cap'n Proto writes texts as JSON does, where they are ASCII. */
const toBinding = ([name, text]: readonly [string, string]): string =>
  `    (name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)}),`

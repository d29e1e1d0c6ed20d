export const usage = `holdfast spool ls     [--dir <folder>]
holdfast spool replay --service <name> (--dsn <dsn> | --url <url> [--header '<name>: <value>'])
                      [--sink <name>] [--dir <folder>] [--timeout <duration>] [--force]
holdfast spool purge  (--service <name> | --all) --yes [--dir <folder>] [--force]

  ls       tells what lies on disk that is not delivered yet, and whose it is
  replay   sends what no running process owns; fails if something is left.
           Uses that are no signals yet stay: the next process of the service sends them
  purge    deletes what no running process owns

  --dir      the store's folder. Default: $HOLDFAST_STORE_DIR, or that of the SDK
  --sink     the sink whose signals are meant, by its name. Default: sentry, or http with --url
  --force    also what owners elsewhere have: on other machines, or before a restart of this one
  --timeout  how long replay may take. Default: 30s
`

/** What the caller did wrong, in words for the caller. */
export class UsageError extends Error {}

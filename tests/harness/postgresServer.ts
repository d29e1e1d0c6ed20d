import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { ensureProgram, findFreePort, keepServer, launch, type RealServer } from './startServer.ts'
import { createTemporaryFolder } from './temporaryFolder.ts'

export interface PostgresServer extends RealServer {
  /** What it has been asked to do since it was started, a statement a line. */
  log(): readonly string[]
}

/** A real PostgreSQL, which keeps what it was told over a restart and tells every statement. */
export const startPostgres = async (): Promise<PostgresServer> => {
  const folders = debianFolders()
  const [command, initdb] = [ensureProgram('postgres', folders), ensureProgram('initdb', folders)]
  const folder = createTemporaryFolder()
  const user = otherThanRoot()
  if (user) chownSync(folder.path, user.uid, user.gid)
  const data = join(folder.path, 'data')
  const making = [
    '-D',
    data,
    '-A',
    'trust',
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ]
  execFileSync(initdb, making, { stdio: 'pipe', ...user })
  const port = await findFreePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    shared_buffers: '16MB',
    logging_collector: 'on',
    log_directory: folder.path,
    log_filename: 'statements.log',
    log_statement: 'all',
    log_line_prefix: '',
  }
  const args = ['-D', data, '-p', String(port)].concat(
    Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  )
  const begin = () => launch({ command, args, user, ask: () => ask(port) })
  const server = await keepServer({ port, folder, begin, signal: 'SIGQUIT' })
  return { ...server, log: () => statementsOf(join(folder.path, 'statements.log')) }
}

const statementsOf = (path: string): readonly string[] =>
  readFileSync(path, 'utf8')
    .split(/^(?=LOG: )/m)
    .filter((entry) => /^LOG: {2}(?:statement|execute)/.test(entry))

const ask = async (port: number): Promise<void> => {
  const client = new Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' })
  // One that ends while it is asked says so here, too.
  client.on('error', () => undefined)
  await client.connect()
  await client.end()
}

/** Where Debian puts what is not for everybody's PATH. */
const debianFolders = (): readonly string[] => {
  const versions = '/usr/lib/postgresql'
  if (!existsSync(versions)) return []
  return readdirSync(versions).map((version) => join(versions, version, 'bin'))
}

/** PostgreSQL does not run as root. */
const otherThanRoot = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

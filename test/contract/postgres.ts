import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A throwaway PostgreSQL on 127.0.0.1. */
export interface TestPostgres {
  /** Of a user who may create databases. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Everything is done by one shell, which waits at its standard input: when it closes, be it that the tests end or that they are killed,
 * the server is stopped and its folder deleted. Durability is off: the folder never outlives the tests.
 */
const SERVER = `
set -e
folder=$(mktemp -d "\${TMPDIR:-/tmp}/steward-postgres-XXXXXX")
trap 'rm -rf "$folder"' EXIT
printf %s "$PASSWORD" > "$folder/password"
"$BIN/initdb" --pgdata "$folder/data" --username steward --pwfile "$folder/password" --auth scram-sha-256 --encoding UTF8 --locale C --no-sync >/dev/null
"$BIN/pg_ctl" start --wait --silent --pgdata "$folder/data" --log "$folder/log" \\
  --options "-h 127.0.0.1 -p $PORT -k $folder -c max_connections=300 -c fsync=off -c full_page_writes=off -c synchronous_commit=off" || { cat "$folder/log" >&2; exit 1; }
echo ready
read -r wait_for_the_end || true
"$BIN/pg_ctl" stop --wait --silent --mode immediate --pgdata "$folder/data"
`;

/** @returns undefined where PostgreSQL is not installed (Debian: `apt-get install postgresql`) */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const bin = findPrograms();
  if (bin === undefined) return undefined;
  const port = await freePort();
  const password = 'a-test-password';
  const server = spawn('sh', ['-c', SERVER], {
    ...unprivileged(),
    cwd: '/',
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, BIN: bin, PORT: String(port), PASSWORD: password },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const isReady = await Promise.race([once(server.stdout, 'data').then(() => true), once(server, 'exit').then(() => false)]);
  if (!isReady) throw new Error('the test PostgreSQL did not start: its log is above');
  return {
    url: `postgres://steward:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      const exit = once(server, 'exit');
      server.stdin.end();
      await exit;
    },
  };
}

/** For vitest's `globalSetup`: one server for all suites, unless TEST_DATABASE_URL names one already. */
export default async function setUpPostgres(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined;
  const server = await startPostgres();
  if (server) process.env.TEST_DATABASE_URL = server.url;
  return server?.stop;
}

/** The newest version: Debian keeps them in a folder for each and off the PATH. */
function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env.PATH ?? '').split(':')];
  return folders.find((folder) => ['initdb', 'pg_ctl', 'postgres'].every((program) => existsSync(join(folder, program))));
}

/** PostgreSQL refuses to run as root: then it runs as the user its package made. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (what: '-u' | '-g'): number => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given out');
  return address.port;
}

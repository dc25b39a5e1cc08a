// npm run bench -- reminders [--sizes 1000,100000,1000000]: what a tick, an addition and a full second cost with ever more waiting.
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { StoreAddress } from '../src/store/store.ts';
import { startPostgres } from '../test/contract/postgres.ts';
import { median, percentile } from './measures.ts';
import { fill, measureWhenAsked, SUBJECTS, type What } from './reminders-measure.ts';
import { type Place, postgresPlace, sqlitePlace } from './reminders-places.ts';
import { type Column, decimal, table } from './table.ts';

const ROUNDS = 6;
const FIGURES: readonly { readonly what: What; readonly label: string; readonly digits: number; readonly of: (values: readonly number[]) => number }[] = [
  { what: 'idle', label: 'a tick with nothing due, ms', digits: 3, of: median },
  { what: 'busy', label: 'a tick with 100 due, ms', digits: 2, of: median },
  { what: 'add', label: 'adding one, ms', digits: 3, of: median },
  { what: 'late', label: '1,000 due in the same second: late p50, ms', digits: 0, of: median },
  { what: 'late', label: '1,000 due in the same second: late p99, ms', digits: 0, of: (values) => percentile(values, 0.99) },
  { what: 'memory', label: 'resident memory after all that, MiB', digits: 0, of: median },
];

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,100000,1000000' },
    /** Given to the processes that this one starts: what they are, where, and how many they let wait or that they measure. */
    subject: { type: 'string' },
    address: { type: 'string', default: '' },
    fill: { type: 'string' },
  },
});
const sizes = options.sizes.split(',').map(Number);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

if (options.subject === undefined) await compare();
else if (options.fill === undefined) await measureWhenAsked(options.subject, JSON.parse(options.address));
else await fill(options.subject, JSON.parse(options.address), Number(options.fill));

type Values = Readonly<Record<What, readonly number[]>>;

async function compare(): Promise<void> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given === undefined ? await startPostgres() : { url: given, stop: async () => {} };
  if (!server) say('No PostgreSQL: install it, or set TEST_DATABASE_URL, to see what needs it.\n');
  const measured = new Map<string, Values[]>();
  try {
    for (const [id, { on, label }] of Object.entries(SUBJECTS)) {
      if (on === 'sqlite') measured.set(label, await measureAll(id, sqlitePlace));
      else if (server) measured.set(label, await measureAll(id, () => postgresPlace(server.url)));
    }
  } finally {
    await server?.stop();
  }
  report(measured);
}

/** Each size in a process and a database of its own; in turn, so that whatever else the machine does falls on all of them. */
async function measureAll(id: string, create: () => Promise<Place>): Promise<Values[]> {
  const places: Place[] = [];
  const children: ChildProcess[] = [];
  try {
    for (const size of sizes) {
      const place = await create();
      places.push(place);
      // In a process that ends, so that what it takes is not counted.
      execFileSync(process.execPath, [...words(id, place.address), '--fill', String(size)], { stdio: 'inherit' });
      const child = fork(fileURLToPath(import.meta.url), words(id, place.address).slice(1), { execArgv: ['--expose-gc'] });
      children.push(child);
      await once(child, 'message');
    }
    return await inTurn(children);
  } finally {
    for (const child of children) await ended(child);
    for (const place of places) await place.remove();
  }
}

function words(id: string, address: StoreAddress): string[] {
  return [fileURLToPath(import.meta.url), '--subject', id, '--address', JSON.stringify(address)];
}

async function inTurn(children: readonly ChildProcess[]): Promise<Values[]> {
  const values = children.map(() => ({ idle: [], busy: [], add: [], late: [], memory: [] }) as Record<What, number[]>);
  const turn = async (what: What): Promise<void> => {
    for (const [at, child] of children.entries()) values[at]?.[what].push(...(await ask(child, what)));
  };
  for (let round = 0; round < ROUNDS; round++) for (const what of ['idle', 'busy', 'add'] as const) await turn(what);
  await turn('late');
  await turn('memory');
  return values;
}

async function ask(child: ChildProcess, what: What): Promise<number[]> {
  const answer = once(child, 'message');
  child.send(what);
  return z.array(z.number()).parse((await answer)[0]);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const end = once(child, 'exit');
  child.disconnect();
  await end;
}

function report(measured: ReadonlyMap<string, readonly Values[]>): void {
  const columns: Column[] = [
    { label: 'waiting', align: 'left' },
    ...sizes.map((size): Column => ({ label: size.toLocaleString('en-GB'), align: 'right' })),
    { label: 'last / first', align: 'right' },
  ];
  for (const { what, label, digits, of } of FIGURES) {
    const rows = [...measured].map(([subject, all]) => {
      const figures = all.map((values) => of(values[what]));
      return [subject, ...figures.map((figure) => decimal(figure, digits)), decimal((figures.at(-1) ?? 0) / (figures[0] ?? 0), 2)];
    });
    say(`${label}\n\n${table(columns, rows)}\n`);
  }
  say(
    `${availableParallelism()} cores, load ${decimal(loadavg()[0] ?? 0, 1)}. SQLite waits for the disk at each commit; this PostgreSQL, made for tests, does not.`,
  );
}

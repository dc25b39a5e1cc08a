import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { render } from '../../src/adapters/terminal/render.ts';
import { commandAtStart } from '../../src/core/groups.ts';
import type { Branch } from '../../src/directory/branch.ts';
import { CAST, type CastProgram, castProgram, EVERYBODY, type Who } from './cast.ts';

/** Those whose role is one of the whole union, or of a whole workspace that they are in. */
const OVER_ALL: readonly Who[] = ['national officer', 'national officer of this workspace', 'administrator here', 'administrator everywhere'];
const OVER_NORTH_WEST: readonly Who[] = ['regional officer', 'regional officer by a group', ...OVER_ALL];
const OVER_BOLTON: readonly Who[] = ['branch officer', ...OVER_NORTH_WEST];
/** What counts everywhere takes a role that does: those of one workspace do not rule a region. */
const EVERYWHERE_OVER_ALL: readonly Who[] = ['national officer', 'administrator everywhere'];
const EVERYWHERE_OVER_NORTH_WEST: readonly Who[] = ['regional officer', 'regional officer by a group', ...EVERYWHERE_OVER_ALL];
/** Bolton is linked in the workspace where the role of one of them counts. */
const TENDS_BOLTON: readonly Who[] = ['branch officer', 'national officer of this workspace', ...EVERYWHERE_OVER_NORTH_WEST];
const OVER_A_REGION: readonly Who[] = ['officer of another region', ...OVER_NORTH_WEST];
const OVER_BRISTOL: readonly Who[] = ['officer of another branch', 'officer of another region', ...OVER_ALL];

/** Who may send: those who run a workspace may not. */
const NATIONAL: readonly Who[] = ['national officer', 'national officer of this workspace'];
const SENDS_TO_NORTH_WEST: readonly Who[] = ['regional officer', 'regional officer by a group', ...NATIONAL];
const SENDS: readonly Who[] = ['officer of another region', ...SENDS_TO_NORTH_WEST];

/**
 * A line that works for those who may run it, and everybody who may. A function makes what its line is about. Of a row with `guard` only that is
 * asked whether the command is open to them, and not what it then says of its line.
 */
type Row = readonly [line: string | ((world: CastProgram) => Promise<string>), may: 'anyone' | readonly Who[], only?: 'guard'];

/** At least one line for every command; more where it matters which region or branch it is about. */
const TABLE: Readonly<Record<string, readonly [Row, ...Row[]]>> = {
  ...openToAnyone('ask', 'motions', 'risks', 'cases', 'arguments', 'questions', 'law', 'show', 'help', 'roles'),
  ...openToAnyone('remind', 'reminders', 'reminder show', 'reminder done', 'reminder pause', 'reminder resume', 'reminder stop', 'reminder snooze'),
  ...openToAnyone(
    'reminder change',
    'deadline rules',
    'deadline plan',
    'deadline start',
    'deadline show',
    'deadline met',
    'deadline drop',
    'deadline reopen',
    'deadlines',
    'upcoming',
  ),
  ...openToAnyone('calendar file', 'calendar link', 'calendar revoke'),
  ...openToAnyone('subscribe', 'unsubscribe', 'subscriptions'),
  ...openToAnyone(...commands.map(({ name }) => name).filter((name) => name === 'appraise' || name.startsWith('appraise '))),
  ...openToAnyone('branches', 'branch show'),
  setup: [
    [(world) => linked(world, 'setup Bolton'), OVER_BOLTON],
    [(world) => linked(world, 'setup Bristol'), OVER_BRISTOL],
    // Whoever takes a channel over must be of both branches.
    [(world) => linked(world, 'setup Bristol --move'), OVER_ALL],
  ],
  'branch unlink': [[(world) => linked(world, 'branch unlink Bolton'), OVER_BOLTON]],
  'branch add': [
    [(world) => fresh(world, ({ name }) => `branch add "${name} too" --region "North West"`), OVER_NORTH_WEST],
    [(world) => fresh(world, ({ name }) => `branch add "${name} too" --region "South West"`), ['officer of another region', ...OVER_ALL]],
  ],
  'branch rename': [['branch rename Bolton to Bolton', EVERYWHERE_OVER_NORTH_WEST]],
  'branch move': [
    ['branch move Bolton to "North West"', EVERYWHERE_OVER_NORTH_WEST],
    [(world) => fresh(world, ({ id }) => `branch move ${id} to "South West"`), EVERYWHERE_OVER_ALL],
  ],
  'branch merge': [
    [(world) => fresh(world, ({ id }) => `branch merge ${id} into Bolton --sure`), EVERYWHERE_OVER_NORTH_WEST],
    [(world) => fresh(world, ({ id }) => `branch merge ${id} into Bristol --sure`), EVERYWHERE_OVER_ALL],
  ],
  'branch tag': [[(world) => linked(world, 'branch tag pfi for Bolton'), TENDS_BOLTON]],
  'branch untag': [[(world) => linked(world, 'branch untag pfi for Bolton'), TENDS_BOLTON]],
  'branch mute': [[(world) => linked(world, 'branch mute pensions for Bolton'), TENDS_BOLTON]],
  'branch unmute': [[(world) => linked(world, 'branch unmute pensions for Bolton'), TENDS_BOLTON]],
  'branch close': [[async ({ preston }) => `branch close ${preston.id}`, EVERYWHERE_OVER_NORTH_WEST]],
  'branch reopen': [[async ({ preston }) => `branch reopen ${preston.id}`, EVERYWHERE_OVER_NORTH_WEST]],
  // Rows of a region that is not theirs are refused one by one: see test/commands/directory.test.ts.
  'directory import': [['directory import', OVER_A_REGION]],
  'directory apply': [[async (world) => `directory apply ${await drafted(world)}`, OVER_A_REGION]],
  'directory undo': [[undoLine, EVERYWHERE_OVER_NORTH_WEST]],
  'directory history': [['directory history', OVER_A_REGION]],
  // Anybody can own a workspace: who rules one says nothing of which may be trusted.
  workspaces: [['workspaces', EVERYWHERE_OVER_ALL]],
  'workspace accept': [['workspace accept here', EVERYWHERE_OVER_ALL]],
  'workspace refuse': [['workspace refuse here', EVERYWHERE_OVER_ALL]],
  'role grant': [
    ['role grant branch-officer branch Bolton to <@U0NEW>', OVER_BOLTON],
    ['role grant branch-officer branch Bristol to <@U0NEW>', OVER_BRISTOL],
    ['role grant regional-officer region "North West" to <@U0NEW>', OVER_NORTH_WEST],
    ['role grant regional-officer region "South West" to <@U0NEW>', ['officer of another region', ...OVER_ALL]],
    ['role grant national-officer to <@U0NEW>', OVER_ALL],
    ['role grant administrator to <@U0NEW>', OVER_ALL],
  ],
  broadcast: [
    ['broadcast --title "Pay ballot" --branches Bolton The ballot opens.', SENDS_TO_NORTH_WEST],
    ['broadcast --title "Pay ballot" --branches Bristol The ballot opens.', ['officer of another region', ...NATIONAL]],
    ['broadcast --title "Pay ballot" --branches "Bolton, Bristol" The ballot opens.', NATIONAL],
  ],
  ...openOnlyTo(SENDS, 'broadcast change', 'broadcast confirm', 'broadcast approve', 'broadcast status', 'broadcast export'),
  ...openOnlyTo(
    SENDS,
    'broadcast pause',
    'broadcast resume',
    'broadcast cancel',
    'broadcast retry',
    'broadcast chase',
    'broadcast correct',
    'broadcast withdraw',
  ),
  ...openToAnyone('broadcast show', 'broadcast ack', 'broadcast ask'),
  // Who sends nothing sees what was sent to the channel, and nothing where no branch is.
  broadcasts: [
    [(world) => linked(world, 'broadcasts'), 'anyone'],
    [(world) => linked(world, 'broadcasts here'), 'anyone'],
    [(world) => unlinked(world, 'broadcasts'), SENDS],
  ],
  ...openOnlyTo([...new Set([...OVER_BOLTON, ...OVER_BRISTOL])], 'role history'),
  'role revoke': [
    // Given for this workspace only, so that nobody's reach is too short.
    [(world) => revokeLine(world, { role: 'branch-officer', of: world.bolton.id }), OVER_BOLTON],
    [(world) => revokeLine(world, { role: 'branch-officer', of: world.bristol.id }), OVER_BRISTOL],
    [(world) => revokeLine(world, { role: 'regional-officer', of: 'north-west' }), OVER_NORTH_WEST],
    [(world) => revokeLine(world, { role: 'administrator' }), OVER_ALL],
  ],
};

function openOnlyTo(may: readonly Who[], ...names: readonly string[]): Record<string, readonly [Row]> {
  return Object.fromEntries(names.map((name) => [name, [[commands.find((command) => command.name === name)?.examples[0] ?? name, may, 'guard']] as const]));
}

function openToAnyone(...names: readonly string[]): Record<string, readonly [Row]> {
  return Object.fromEntries(names.map((name) => [name, [[commands.find((command) => command.name === name)?.examples[0] ?? name, 'anyone']] as const]));
}

/** The line, with the channel it is said in linked to Bolton. */
async function linked({ services, requestOf, bolton }: CastProgram, line: string): Promise<string> {
  const [directory, registry] = [await services.directory(), await services.registry()];
  const request = requestOf('administrator everywhere');
  const [now, current] = [await directory.branch(bolton.id), await directory.branchAt(request.place)];
  if (now && current?.id !== bolton.id) await registry.link(now, current, request);
  return line;
}

/** The line, with the channel it is said in linked to no branch. */
async function unlinked({ services, requestOf }: CastProgram, line: string): Promise<string> {
  const [directory, registry] = [await services.directory(), await services.registry()];
  const request = requestOf('administrator everywhere');
  const branch = await directory.branchAt(request.place);
  const link = branch && (await directory.links(branch.id)).find(({ channel }) => channel === request.place.channel);
  if (branch && link) await registry.unlink(branch, link, request);
  return line;
}

let made = 0;
/** A line about a branch of North West that was just added. */
async function fresh({ services, requestOf }: CastProgram, line: (branch: Branch) => string): Promise<string> {
  made++;
  const details = { name: `Branch ${made}`, region: 'north-west', code: undefined, serviceGroups: [] };
  return line(await (await services.registry()).add(details, requestOf('administrator everywhere')));
}

const everywhere = { mayChange: () => true };

async function drafted({ services, requestOf }: CastProgram): Promise<string> {
  made++;
  const file = new TextEncoder().encode(`Branch,Region\nImported ${made},North West\n`);
  return (await (await services.imports()).draft(file, everywhere, requestOf('administrator everywhere'))).id;
}

async function undoLine(world: CastProgram): Promise<string> {
  const id = await drafted(world);
  await (await world.services.imports()).apply(id, everywhere, world.requestOf('administrator everywhere'));
  return `directory undo ${id} --sure`;
}

async function revokeLine(world: CastProgram, what: Parameters<CastProgram['give']>[2]): Promise<string> {
  const { grant } = await world.give('administrator here', 'somebody new', what);
  return `role revoke ${grant.id}`;
}

/** Those who may least: what is open to them is open to all. */
const LEAST: readonly Who[] = ['nobody', 'one whose role has ended', 'one whose role was taken back', 'administrator elsewhere'];

/** What one hears who may not: that, and who can. */
const NOT_ALLOWED = /(?:not open to you|You may not).* can be (?:run|done) by .*(?:officer|administrator)/;

/** A second one may come too late for what anyone may do, and is told so. */
function isThrough({ may, only }: { may: Row[1]; only: Row[2] }, status: string, page: string): boolean {
  if (status === 'answered') return true;
  return only === 'guard' ? !page.includes('not open to you') : may === 'anyone' && !NOT_ALLOWED.test(page);
}

describe('who may run what', () => {
  let world: CastProgram;
  beforeAll(async () => {
    world = await castProgram();
  });

  it('is said of every command', () => {
    expect(Object.keys(TABLE).sort()).toEqual(commands.map(({ name }) => name).sort());
    for (const [name, rows] of Object.entries(TABLE))
      for (const [line] of rows) if (typeof line === 'string') expect(commandAtStart(line, commands)?.command.name).toBe(name);
  });

  const cells = Object.entries(TABLE).flatMap(([name, rows]) =>
    rows.map(([line, may, only], nth) => ({ name, line, may, only, what: typeof line === 'string' ? line : `${name}, ${nth + 1}` })),
  );
  it.each(cells)(
    '$what',
    async ({ line, may, only }) => {
      const through: Who[] = [];
      for (const who of may === 'anyone' ? LEAST : EVERYBODY) {
        const text = typeof line === 'string' ? line : await line(world);
        const { status, reply } = await world.handle(text, { person: CAST[who] });
        const page = render(reply, { colour: false }).replace(/\s+/g, ' ');
        // Our own fault is neither.
        expect(status, page).not.toBe('failed');
        if (isThrough({ may, only }, status, page)) through.push(who);
        else expect(page).toMatch(NOT_ALLOWED);
      }
      expect(through.sort()).toEqual([...(may === 'anyone' ? LEAST : may)].sort());
    },
    60_000,
  );
});

import { join, resolve } from 'node:path';
import type { Services } from '../commands/services.ts';
import { type Appraisals, createAppraisals } from '../src/appraisals/appraisals.ts';
import type { Officers } from '../src/broadcasts/authority-now.ts';
import type { Officer } from '../src/broadcasts/broadcast.ts';
import { createBroadcasts } from '../src/broadcasts/create-broadcasts.ts';
import { createBroadcastWork } from '../src/broadcasts/work-broadcasts.ts';
import type { Repeating } from '../src/calendar/schedule.ts';
import type { Clock } from '../src/core/clock.ts';
import type { Courier } from '../src/core/courier.ts';
import type { Request } from '../src/core/request.ts';
import type { Held } from '../src/core/standing.ts';
import type { Deadline } from '../src/deadlines/deadline.ts';
import { createDeadlineRules } from '../src/deadlines/deadline-rules.ts';
import { createDeadlines } from '../src/deadlines/deadlines.ts';
import { loadRules } from '../src/deadlines/load.ts';
import { planFor } from '../src/deadlines/plan.ts';
import type { Branch } from '../src/directory/branch.ts';
import { createDirectory } from '../src/directory/create-directory.ts';
import { loadDivisions } from '../src/directory/divisions-file.ts';
import { createImports } from '../src/directory/imports.ts';
import { createRegistry } from '../src/directory/registry.ts';
import { createWorkspaces } from '../src/directory/workspaces.ts';
import { createFeeds } from '../src/feeds/feeds.ts';
import { openQueue } from '../src/jobs/open-queue.ts';
import { deliverDue } from '../src/reminders/deliver-due.ts';
import type { Reminder } from '../src/reminders/reminder.ts';
import type { Whose } from '../src/reminders/reminder-store.ts';
import { createReminders } from '../src/reminders/reminders.ts';
import type { Grant } from '../src/roles/grant.ts';
import type { GrantStore } from '../src/roles/grant-store.ts';
import { type Asker, createRoles, type RolesNeeds } from '../src/roles/roles.ts';
import { appraisalsInStore } from '../src/store/appraisals.ts';
import { broadcastsInStore } from '../src/store/broadcasts.ts';
import { calendarLinksInStore } from '../src/store/calendar-links.ts';
import { deadlinesInStore } from '../src/store/deadlines.ts';
import { directoryInStore } from '../src/store/directory.ts';
import { feedEntriesInStore } from '../src/store/feed-entries.ts';
import { knownEntriesInStore } from '../src/store/known-entries.ts';
import { remindersInStore } from '../src/store/reminders.ts';
import { rolesInStore } from '../src/store/roles.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { subscriptionsInStore } from '../src/store/subscriptions.ts';
import { workspacesInStore } from '../src/store/workspaces.ts';
import { createSubscriptions, type Subscriptions } from '../src/subscriptions/subscriptions.ts';
import { broadcastExamples } from './broadcasts/examples.ts';
import { queueInMemory } from './broadcasts/queue-in-memory.ts';
import { processFolder } from './process-folder.ts';

const quiet = () => {};
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const knowledgeFolder = resolve(import.meta.dirname, '../knowledge');
const rules = createDeadlineRules(loadRules(knowledgeFolder).rules);
const { divisions } = loadDivisions(knowledgeFolder);

/** The short names that the commands' examples use: the second is a deadline that is dropped. */
const EXAMPLES = ['k3m9xq', 'p7w4dn'] as const;
const [EXAMPLE] = EXAMPLES;

/** The branches that the commands' examples name; one of them is closed. */
const EXAMPLE_BRANCHES = [
  { id: 'b4t6wn', name: 'Bolton', region: 'north-west', tags: ['academies'] },
  { id: 'w8g3kp', name: 'Wigan', region: 'north-west' },
  { id: 'c5r9le', name: 'Carlisle', region: 'north-west' },
  { id: 't6m2sd', name: 'Tameside', region: 'north-west' },
  { id: 's3k7pt', name: 'Stockport', region: 'north-west' },
  { id: 's9f4rd', name: 'Salford', region: 'north-west' },
  { id: 'l2d8sx', name: 'Leeds', region: 'yorkshire-humberside' },
  { id: 'x7t4cd', name: 'Bury', region: 'north-west', state: 'closed' },
] as const;

/** Where there are none. */
export async function addExampleBranches({ db }: Pick<Store, 'db'>, now: Date): Promise<void> {
  const kept = directoryInStore(db);
  if ((await kept.branches([EXAMPLE_BRANCHES[0].id])).length > 0) return;
  if (divisions) await kept.seed(divisions);
  const added = EXAMPLE_BRANCHES.map(
    (one): Branch => ({ ...{ serviceGroups: ['local-government'], tags: [], mutes: [], state: 'open', version: 1, createdAt: now }, ...one }),
  );
  // A test may have branches of these names of its own.
  if ((await kept.apply({ branches: added.map((after) => ({ after })), entries: [], at: now })) !== 'done') return;
  const imported = { rows: [{ row: 2, name: 'Ashton', region: 'North West' }], shown: '', done: [], version: 1, createdAt: now } as const;
  await kept.addImport({ ...imported, id: 'm4n8pq', state: 'draft' });
  await kept.addImport({
    ...imported,
    id: 'p7w4dn',
    state: 'applied',
    done: [{ id: 'x7t4cd', version: 1, links: [] }],
    appliedAt: new Date('2026-10-05T09:00:00Z'),
  });
}

/** A reminder and a deadline with the short name that the commands' examples use, where there is none. */
export async function addExamples({ db }: Store, whose: Whose, now: Date): Promise<void> {
  await addExampleBranches({ db }, now);
  const { platform, workspace, channel, person } = whose;
  const entry = { at: now, platform, workspace, person, action: 'reminder set', subject: `reminder:${EXAMPLE}` };
  const [reminders, deadlines] = [remindersInStore(db), deadlinesInStore(db)];
  const start = '2030-01-07T10:00';
  const reminder: Reminder = {
    ...{
      id: EXAMPLE,
      platform,
      workspace,
      channel,
      origin: channel,
      person,
      words: 'Branch committee: papers out',
      state: 'active',
      version: 1,
      createdAt: now,
    },
    schedule: { kind: 'repeating', start, rule: 'FREQ=MONTHLY;BYDAY=1MO', onDaysOff: 'keep', zone: 'Europe/London', division: 'england-and-wales' },
    dueAt: new Date(`${start}Z`),
  };
  if ((await reminders.find(EXAMPLE)) === undefined) await reminders.add([reminder], [entry]);
  const appraisals = createAppraisals(appraisalsInStore(db), { now: () => now });
  const asked: Request = {
    ...{ person: { id: person, roles: [] }, place: { platform, workspace, channel } },
    ...{ said: { kind: 'line', text: '' }, locale: 'en-GB', timeZone: 'Europe/London' },
  };
  // The examples save the other one of the two that are compared.
  await appraisals.save('option B', { calculator: 'jobs', inputs: { staff: '1250-1500', rate: '25%' } }, true, asked);
  const rule = rules.find('advice-window');
  for (const id of rule === undefined ? [] : EXAMPLES) {
    if ((await deadlines.find(id)) !== undefined || rule === undefined) continue;
    const deadline: Deadline = {
      ...{ id, platform, workspace, channel, person, about: 'shared services guidance', zone: 'Europe/London' },
      ...{ plan: planFor(rule, '2030-06-19', { division: 'england-and-wales' }), met: {}, state: 'open', version: 1, createdAt: now },
    };
    await deadlines.add(deadline, [], { ...entry, action: 'deadline started', subject: `deadline:${id}` });
  }
}

const weekly: Repeating = {
  ...{ kind: 'repeating', start: '2030-01-07T09:00', rule: 'FREQ=WEEKLY;BYDAY=MO', onDaysOff: 'keep' },
  ...{ zone: 'Europe/London', division: 'england-and-wales' },
};

/** A role that somebody has, with the short name that the commands' examples use, where there is none. */
async function addExampleRole({ db }: Store, whose: Whose, now: Date): Promise<void> {
  const grants = rolesInStore(db);
  if (!(await grants.latest(100)).some(({ id }) => id === EXAMPLE)) await addNationalOfficer(grants, EXAMPLE, 'U0123', whose, now);
}

/** The person is an officer of the whole union, beside what the commands' examples of roles use: so that every command is open to them. */
export async function addOfficer(store: Store, whose: Whose, now: Date): Promise<void> {
  await addExampleRole(store, whose, now);
  await addNationalOfficer(rolesInStore(store.db), 'h8n2fy', whose.person, whose, now);
}

async function addNationalOfficer(grants: GrantStore, id: string, to: string, { platform, workspace, person }: Whose, now: Date): Promise<void> {
  const grant: Grant = {
    id,
    platform,
    workspace,
    role: 'national-officer',
    subject: { kind: 'person', id: to },
    reach: 'everywhere',
    by: person,
    grantedAt: now,
  };
  await grants.add(grant, [], [{ at: now, platform, workspace, person, action: 'role granted', subject: `role:${id}` }]);
}

/** What platforms and the environment know of people. */
type Known = Pick<RolesNeeds, 'membershipOf' | 'administrators' | 'withinMs'>;
const NOTHING_KNOWN: Known = {
  membershipOf: () => ({ personIds: 'workspace', isAdministrator: async () => false, groupsOf: async () => [] }),
  administrators: [],
};

type Kept = Omit<Services, 'knowledge' | 'unanswered'> & {
  /** Does what is due of broadcasts at this moment, on these platforms. */
  readonly settle: (couriers?: ReadonlyMap<string, Courier>) => Promise<void>;
  /** Shows what is due on the platform `test`, as the queue would have it done. */
  readonly showDue: (courier: Courier) => Promise<void>;
};

/** What may be different from one test to another. */
export interface KeptSettings {
  readonly known?: Known | undefined;
  /** See STEWARD_APPROVAL_ABOVE. */
  readonly approvalAbove?: number | undefined;
  /** What somebody has besides the roles that they were given. */
  readonly heldBesides?: ((who: Officer) => readonly Held[]) | undefined;
}

/** More reminders than a test has. */
const ALL = 1_000;

/**
 * What commands keep, in a database of its own that goes with the process. A reminder and a deadline with the short name of the commands' examples
 * appear wherever they are asked for.
 */
export function keptServices(
  clock: Clock,
  courierOf: (platform: string) => Courier | undefined = () => undefined,
  withExampleAppraisals = true,
  { known = NOTHING_KNOWN, approvalAbove, heldBesides = () => [] }: KeptSettings = {},
): Kept {
  let opening: ReturnType<typeof open> | undefined;

  async function open() {
    const folder = processFolder('steward-records-');
    const address = { file: join(folder, 'steward.db') };
    const store = await openStore(address, { clock, log });
    const [keptReminders, keptDeadlines] = [remindersInStore(store.db), deadlinesInStore(store.db)];
    const queue = await openQueue(address, store, { clock, log });
    const reminders = createReminders({ store: keptReminders, queue, clock, log, courierOf });
    const deadlines = createDeadlines({ store: keptDeadlines, reminders, reminderStore: keptReminders, clock });

    const feeds = createFeeds({
      links: calendarLinksInStore(store.db),
      entries: feedEntriesInStore(store.db),
      clock,
      address: () => ({ url: 'https://steward.example', isLocal: false }),
      citationOf: () => undefined,
    });

    const branches = directoryInStore(store.db);
    if (divisions) await branches.seed(divisions);
    if (withExampleAppraisals) await addExampleBranches(store, clock.now());

    const directory = await createDirectory(branches);
    const keptRoles = rolesInStore(store.db);
    const roles = createRoles({ store: keptRoles, directory, clock, ...known });

    const keptBroadcasts = broadcastsInStore(store.db);
    const due = queueInMemory(clock);
    const officers: Officers = {
      ended: roles.ended,
      async given(who) {
        const { held, isComplete } = await roles.given(who);
        return { held: [...held, ...heldBesides(who)], isComplete };
      },
    };
    const work = createBroadcastWork({ store: keptBroadcasts, directory, officers, queue: due, clock, log });
    const working = new Set<string>();
    const needs = { store: keptBroadcasts, directory, clock, courierOf, wake: work.wake };
    const broadcasts = createBroadcasts({ ...needs, approvalAbove });

    // One after the other: a command that looks for a reminder and a deadline at once would add them twice.
    let adding: Promise<void> = Promise.resolve();
    const withExamples = async (id: string, { place, person }: Request): Promise<void> => {
      if (!EXAMPLES.some((example) => example === id)) return;
      adding = adding.then(() => addExamples(store, { ...place, person: person.id }, clock.now()));
      await adding;
    };
    const withExampleRole = async (id: string, { request: { place, person } }: Asker): Promise<void> => {
      if (id === EXAMPLE) await addExampleRole(store, { ...place, person: person.id }, clock.now());
    };
    const keptAppraisals = createAppraisals(appraisalsInStore(store.db), clock);
    const exampleInputs = { calculator: 'jobs', inputs: { staff: '1250-1500', rate: '42%' } };

    /** What the commands' examples name is there, though nobody has worked it out. */
    async function withSaved(name: string, request: Request): Promise<void> {
      if (!/^option [ab]$/i.test(name) || (await keptAppraisals.list(request)).some((one) => one.name === name)) return;
      await keptAppraisals.save(name, exampleInputs, true, request);
    }
    const appraisals: Appraisals = {
      ...keptAppraisals,
      last: async () => exampleInputs,
      save: (name, inputs, mayReplace, request) => keptAppraisals.save(name, inputs, mayReplace || name === 'option A', request),
      find: (name, request) => withSaved(name, request).then(() => keptAppraisals.find(name, request)),
      remove: (name, request) => withSaved(name, request).then(() => keptAppraisals.remove(name, request)),
    };
    const keptSubscriptions = createSubscriptions({
      ...{ store: subscriptionsInStore(store.db), known: knownEntriesInStore(store.db), audit: keptReminders, queue, clock, courierOf },
    });
    /** The examples leave what was followed. */
    const subscriptions: Subscriptions = {
      ...keptSubscriptions,
      of: async (request) => (await keptSubscriptions.of(request)) ?? keptSubscriptions.follow(['mechanism:pfi'], undefined, weekly, request),
    };
    return {
      subscriptions: withExampleAppraisals ? subscriptions : keptSubscriptions,
      showDue: async (courier: Courier): Promise<void> => {
        const due = await keptReminders.overdue('test', clock.now(), ALL);
        await deliverDue({ store: keptReminders, courier, clock, log })(due.map(({ id, at }) => ({ key: id, runAt: at, attempt: 1 })));
      },
      appraisals: withExampleAppraisals ? appraisals : keptAppraisals,
      feeds,
      directory,
      broadcasts: withExampleAppraisals ? broadcastExamples(needs, branches) : broadcasts,
      async settle(couriers: ReadonlyMap<string, Courier> = new Map()) {
        for (const [platform, courier] of couriers) {
          if (!working.has(platform)) work.on(platform, courier);
          working.add(platform);
        }
        await due.settle();
      },
      registry: createRegistry({ store: branches, clock, courierOf }),
      workspaces: createWorkspaces({ store: workspacesInStore(store.db), clock }),
      roles: {
        ...roles,
        revoke: async (id: string, asker: Asker) => withExampleRole(id, asker).then(() => roles.revoke(id, asker)),
      },
      imports: createImports({ store: branches, clock }),
      reminders: {
        ...reminders,
        find: async (id: string, request: Request) => withExamples(id, request).then(() => reminders.find(id, request)),
        change: async (...what: Parameters<typeof reminders.change>) => withExamples(what[0], what[1]).then(() => reminders.change(...what)),
      },
      deadlines: {
        ...deadlines,
        find: async (id: string, request: Request) => withExamples(id, request).then(() => deadlines.find(id, request)),
        meet: async (...what: Parameters<typeof deadlines.meet>) => withExamples(what[0], what[2]).then(() => deadlines.meet(...what)),
        drop: async (id: string, request: Request) => withExamples(id, request).then(() => deadlines.drop(id, request)),
      },
    };
  }

  const opened = () => {
    opening ??= open();
    return opening;
  };
  return {
    division: 'england-and-wales',
    deadlineRules: () => rules,
    reminders: async () => (await opened()).reminders,
    deadlines: async () => (await opened()).deadlines,
    feeds: async () => (await opened()).feeds,
    appraisals: async () => (await opened()).appraisals,
    directory: async () => (await opened()).directory,
    registry: async () => (await opened()).registry,
    workspaces: async () => (await opened()).workspaces,
    subscriptions: async () => (await opened()).subscriptions,
    roles: async () => (await opened()).roles,
    broadcasts: async () => (await opened()).broadcasts,
    settle: async (couriers) => (await opened()).settle(couriers),
    imports: async () => (await opened()).imports,
    showDue: async (courier) => (await opened()).showDue(courier),
  };
}

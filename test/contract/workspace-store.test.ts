import { expect, it } from 'vitest';
import type { Decision, WorkspaceId } from '../../src/directory/workspace.ts';
import type { WorkspaceStore } from '../../src/directory/workspace-store.ts';
import type { AuditEntry } from '../../src/reminders/reminder-store.ts';
import { directoryInStore } from '../../src/store/directory.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { remindersInStore } from '../../src/store/reminders.ts';
import { workspacesInStore } from '../../src/store/workspaces.ts';
import { branch, link, NOW } from '../directory/made-up.ts';
import { database, using } from '../upkeep/databases.ts';
import { describeOnEveryEngine, useStore } from './stores.ts';

const LATER = new Date(NOW.getTime() + 60_000);
let made = 0;
const somewhere = () => ({ platform: 'test', workspace: `W${made++}` });
const place = ({ platform, workspace }: WorkspaceId): WorkspaceId => ({ platform, workspace });
const decision = (given: Partial<Decision> = {}): Decision => ({ ...somewhere(), state: 'accepted', by: 'person', person: 'U1', at: NOW, ...given });
const entry = ({ platform, workspace, state, at }: Decision): AuditEntry => ({
  ...{ at, platform, workspace, person: 'U1', action: `workspace ${state}`, subject: `workspace:${platform}:${workspace}` },
});

describeOnEveryEngine('WorkspaceStore', (create) => {
  const opened = useStore(create);
  const store = (): WorkspaceStore => workspacesInStore(opened().db);
  const directory = () => directoryInStore(opened().db);
  const decide = (one: Decision, first?: boolean) => store().decide(one, entry(one), first);
  const actions = async ({ platform, workspace }: Decision) =>
    (await remindersInStore(opened().db).history(`workspace:${platform}:${workspace}`, 9)).map(({ action }) => action);

  it('knows nothing of a workspace that nobody decided on, and gives back what was decided, with an entry of who did it', async () => {
    const [whole, bare] = [decision(), decision({ state: 'refused', by: 'settings', person: undefined })];
    expect(await store().find(whole)).toBeUndefined();
    for (const one of [whole, bare]) {
      expect(await decide(one)).toBe(true);
      expect(await store().find(one)).toEqual(one);
      expect(await actions(one)).toEqual([`workspace ${one.state}`]);
    }
    expect(await store().find({ ...whole, platform: 'other' })).toBeUndefined();
  });

  it('keeps who made a decision and when, however often it is made again', async () => {
    const first = decision();
    await decide(first);
    expect(await decide({ ...first, person: 'U2', at: LATER })).toBe(false);
    expect(await store().find(first)).toEqual(first);
    expect(await actions(first)).toHaveLength(1);
  });

  it('takes the other decision, and back', async () => {
    const first = decision();
    await decide(first);
    const refused: Decision = { ...first, state: 'refused', person: 'U2', at: LATER };
    expect(await decide(refused)).toBe(true);
    expect(await store().find(first)).toEqual(refused);
    expect(await decide(first)).toBe(true);
    expect(await actions(first)).toHaveLength(3);
  });

  it('leaves any decision that stands when only the first counts; of many at once one is the first', async () => {
    const refused = decision({ state: 'refused' });
    await decide(refused);
    expect(await decide({ ...refused, state: 'accepted', by: 'setup' }, true)).toBe(false);
    expect(await store().find(refused)).toEqual(refused);
    const wanted = decision();
    const tries = await Promise.all(['U1', 'U2', 'U3'].map((person) => decide({ ...wanted, person }, true)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await actions(wanted)).toHaveLength(1);
  });

  it('lists those with links in force and those decided on, with their branches and channels', async () => {
    const [both, linked, decided, left] = [decision(), somewhere(), decision(), somewhere()];
    const [one, other] = [branch(), branch()];
    const links = [link(one.id, place(both)), link(one.id, place(both)), link(other.id, place(both)), link(one.id, linked), link(one.id, left)];
    await directory().apply({ branches: [one, other].map((after) => ({ after })), linked: links, entries: [], at: NOW });
    const ended = links.filter(({ workspace }) => workspace === left.workspace);
    await directory().apply({ branches: [], unlinked: ended, entries: [], at: NOW });
    for (const each of [both, decided]) await decide(each);
    const ours = [both, linked, decided, left].map(({ workspace }) => workspace);
    const found = (await store().all()).filter(({ workspace }) => ours.includes(workspace));
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        { ...place(both), decision: both, branches: [one.id, other.id].sort(), channels: 3, linkedSince: links[0]?.linkedAt },
        { ...place(linked), branches: [one.id], channels: 1, linkedSince: links[3]?.linkedAt },
        { ...place(decided), decision: decided, branches: [], channels: 0 },
      ]),
    );
  });

  it('has accepted all that were linked before there was a need to', async () => {
    const made = await database(create);
    const steps = migrations.filter(({ name }) => name < '0010');
    await using(
      made,
      ({ db }) => {
        const row = (id: string, workspace: string, linked_at: number, ended_at: number | null) =>
          db.insertInto('branch_links').values({ id, branch: 'b', platform: 'test', workspace, channel: id, linked_at, ended_at, trouble: null }).execute();
        return Promise.all([row('a', 'W1', 2, null), row('b', 'W1', 1, null), row('c', 'W2', 1, 2)]);
      },
      steps,
    );
    await using(made, async ({ db }) => {
      const decided = { platform: 'test', workspace: 'W1', state: 'accepted', by: 'upgrade', person: undefined, at: new Date(1) };
      expect(await workspacesInStore(db).find({ platform: 'test', workspace: 'W1' })).toEqual(decided);
      expect(await workspacesInStore(db).find({ platform: 'test', workspace: 'W2' })).toBeUndefined();
    });
  });

  it('is what links say of their workspace from then on, however they are read', async () => {
    const at = decision();
    const after = branch();
    const its = link(after.id, place(at));
    await directory().apply({ branches: [{ after }], linked: [its], entries: [], at: NOW });
    const read = async () => [
      ...(await directory().links([after.id])),
      ...(await directory().linked([its.id])),
      await directory().linkAt(its),
      (await directory().everything()).links.find(({ id }) => id === its.id),
    ];
    for (const [state, isAccepted] of [
      [undefined, false],
      ['accepted', true],
      ['refused', false],
    ] as const) {
      if (state !== undefined) await decide({ ...at, state });
      expect((await read()).map((one) => one?.isAccepted)).toEqual([isAccepted, isAccepted, isAccepted, isAccepted]);
    }
  });
});

import type { Asker, Broadcasts, Draft } from '../../src/broadcasts/broadcasts.ts';
import { createBroadcasts } from '../../src/broadcasts/create-broadcasts.ts';
import type { BroadcastNeeds } from '../../src/broadcasts/desk.ts';
import type { Request } from '../../src/core/request.ts';
import type { Branch } from '../../src/directory/branch.ts';
import type { DirectoryStore } from '../../src/directory/directory-store.ts';

/** Short names that the commands' examples use. */
const NAMES: ReadonlySet<string> = new Set(['k3m9xq', 'p7w4dn', 'h4t8rz', 'z8y2vu', 'h2n6cx']);

const DRAFT: Omit<Draft, 'audience'> = {
  ...{ title: 'The new tender', body: 'The council has published its tender.', receipt: { wanted: 'branch' }, questions: { from: 'anyone' } },
};

const EXAMPLE: Omit<Branch, 'createdAt'> = {
  ...{ id: 'brnch2', name: 'Bolton Example', region: 'north-west', serviceGroups: ['local-government'], tags: [], mutes: [], state: 'open', version: 1 },
};

/** The broadcasts, where each that an example names is made anew in the state that what is asked of it needs, in the channel where it is asked. */
export function broadcastExamples(needs: BroadcastNeeds, branches: DirectoryStore): Broadcasts {
  const { store, clock } = needs;
  const real = createBroadcasts(needs);
  let links = 0;
  const careful = createBroadcasts({ ...needs, approvalAbove: 0 });

  /** The branch of the channel, which is made for it where there is none. */
  async function recipient({ place: { platform, workspace, channel } }: Request): Promise<string> {
    const linked = await branches.linkAt({ platform, workspace, channel });
    if (linked !== undefined) return linked.branch;
    const at = clock.now();
    const isThere = (await branches.branches([EXAMPLE.id])).length > 0;
    const link = { id: `lnk${(links++).toString(36).padStart(3, '2')}`, branch: EXAMPLE.id, platform, workspace, channel, linkedAt: at };
    await branches.apply({ branches: isThere ? [] : [{ after: { ...EXAMPLE, createdAt: at } }], linked: [link], entries: [], at });
    return EXAMPLE.id;
  }

  async function draft({ request }: Asker): Promise<string> {
    const audience = { all: false, regions: [], serviceGroups: [], tags: [], branches: [await recipient(request)], except: [] };
    const { broadcast } = await real.draft({ ...DRAFT, audience }, officer(request));
    return broadcast.id;
  }

  async function confirmed(asker: Asker): Promise<string> {
    const id = await draft(asker);
    await real.confirm(id, undefined, officer(asker.request));
    return id;
  }

  async function paused(asker: Asker): Promise<string> {
    const id = await confirmed(asker);
    await real.pause(id, officer(asker.request));
    return id;
  }

  /** As its channel shows it, or would not take it. */
  async function sent(asker: Asker, outcome: 'sent' | 'unreachable' = 'sent'): Promise<string> {
    const id = await confirmed(asker);
    for (const lane of await store.lanes(id)) {
      const claimed = await store.claim(lane, 10, clock.now(), 1_000);
      const delivered = outcome === 'sent' ? ({ status: 'sent', message: 'M1' } as const) : ({ status: 'unreachable', why: 'gone' } as const);
      await store.settle(
        claimed.map((one) => ({ claimed: one, outcome: delivered, revision: 1, lookAt: undefined })),
        clock.now(),
      );
    }
    return id;
  }

  async function waiting({ request }: Asker): Promise<string> {
    const other = { ...request, person: { ...request.person, id: `${request.person.id}2` } };
    const id = await draft({ request: other, held: [] });
    await careful.confirm(id, undefined, officer(other));
    return id;
  }

  const of = async (id: string, make: (asker: Asker) => Promise<string>, asker: Asker): Promise<string> => (NAMES.has(id) ? make(asker) : id);
  const here = (request: Request): Asker => ({ request, held: [] });

  return {
    ...real,
    draft: async (what, asker) => recipient(asker.request).then(() => real.draft(what, asker)),
    redraft: async (id, what, asker) => real.redraft(await of(id, draft, asker), what, asker),
    preview: async (id, asker) => real.preview(await of(id, draft, asker), asker),
    confirm: async (id, mark, asker) => real.confirm(await of(id, draft, asker), mark, asker),
    approve: async (id, mark, asker) => real.approve(await of(id, waiting, asker), mark, asker),
    pause: async (id, asker) => real.pause(await of(id, confirmed, asker), asker),
    resume: async (id, asker) => real.resume(await of(id, paused, asker), asker),
    cancel: async (id, asker) => real.cancel(await of(id, draft, asker), asker),
    retry: async (id, asker) => real.retry(await of(id, (who) => sent(who, 'unreachable'), asker), asker),
    chase: async (id, asker) => real.chase(await of(id, sent, asker), asker),
    correct: async (id, words, asker) => real.correct(await of(id, sent, asker), words, asker),
    withdraw: async (id, reason, asker) => real.withdraw(await of(id, sent, asker), reason, asker),
    standing: async (id, asker) => real.standing(await of(id, sent, asker), asker),
    history: async (id, asker) => real.history(await of(id, sent, asker), asker),
    read: async (id, asker) => real.read(await of(id, sent, asker), asker),
    here: async (request, ...which) => recipient(request).then(() => real.here(request, ...which)),
    awaitedHere: async (request) => sent(here(request)).then(() => real.awaitedHere(request)),
    acknowledge: async (id, request) => real.acknowledge(await of(id, sent, here(request)), request),
    ask: async (id, words, request) => real.ask(await of(id, sent, here(request)), words, request),
  };
}

const officer = (request: Request): Asker => ({ request, held: [{ role: 'national-officer', reach: 'everywhere' }] });

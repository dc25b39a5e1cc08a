import { UserError } from '../core/user-error.ts';
import type { Recipient } from '../directory/branch.ts';
import { entryOf, newId } from '../reminders/reminders.ts';
import { WHO_ACCEPTS } from '../roles/directory-authority.ts';
import type { Broadcast } from './broadcast.ts';
import type { Asker, Broadcasts, Confirmed, Draft, Preview } from './broadcasts.ts';
import type { Desk } from './desk.ts';
import { noneSuch } from './desk.ts';
import { checkTimes, checkWords, nobody } from './draft-checks.ts';
import { markOf } from './mark.ts';
import { goesBy, isSameOfficer, officerOf } from './officers.ts';
import { changesSince, type Plan } from './plan.ts';
import { createPlanner } from './planner.ts';
import { checkReach, heldHere, isSender, notYours, sendsFrom } from './reach.ts';
import { noticeReply } from './shown/notice.ts';
import { approved, released, waiting } from './transitions.ts';

type Drafting = Pick<Broadcasts, 'draft' | 'redraft' | 'preview' | 'confirm' | 'approve'>;

/** From what an officer wrote to what is on its way. */
export function createDrafting(desk: Desk): Drafting {
  const { store, directory, clock, courierOf, approvalAbove, wake } = desk;
  const planner = createPlanner(desk);

  async function recipientsOf(audience: Draft['audience'], asker: Asker): Promise<readonly Recipient[]> {
    const { all, regions, serviceGroups, tags, branches } = audience;
    if (!all && [...regions, ...serviceGroups, ...tags, ...branches].length === 0)
      throw new UserError('It is for nobody yet.', 'Say for which region, service group, tag or branches: `--regions "North West"`; `all` is every one.', {
        field: 'regions',
      });
    const recipients = await directory.audience(audience);
    if (recipients.length === 0) throw nobody(audience, directory.regions());
    checkReach(
      heldHere(asker),
      recipients.map(({ branch }) => branch),
      directory.regions(),
    );
    return recipients;
  }

  /** The draft with whom it reaches now, which it remembers. */
  async function planned(draft: Broadcast, asker: Asker): Promise<{ broadcast: Broadcast; plan: Plan }> {
    const recipients = await recipientsOf(draft.audience, asker);
    const held = heldHere(asker);
    const plan = await planner.forSender(draft, recipients, held);
    const regions = [...new Set(recipients.map(({ branch }) => branch.region))];
    return { plan, broadcast: { ...draft, regions, from: sendsFrom(held, regions), previewed: plan.previewed } };
  }

  async function previewOf(broadcast: Broadcast, plan: Plan): Promise<Preview> {
    const { title, body, revision } = broadcast;
    const file = broadcast.attachment?.kind === 'file' ? await store.file(broadcast.id) : undefined;
    const shown = noticeReply(broadcast, { title, body, revision }, directory.regions(), file);
    const platforms = [...new Set(plan.reached.flatMap(({ links }) => links.map(({ platform }) => platform)))].sort();
    const drawn = platforms.flatMap((platform) => {
      const messages = courierOf(platform)?.preview(shown);
      return messages === undefined ? [] : [{ platform, messages }];
    });
    const { reached, unreachable, overridden, notAccepted } = plan;
    const needsApproval = approvalAbove !== undefined && reached.length > approvalAbove;
    return {
      ...{ broadcast, shown, drawn, reached, unreachable, overridden, notAccepted, mark: markOf(broadcast, plan.previewed) },
      approvalAbove: needsApproval ? approvalAbove : undefined,
    };
  }

  async function ownDraft(id: string, asker: Asker): Promise<Broadcast> {
    const broadcast = await store.find(id);
    if (broadcast === undefined || !isSender(broadcast, asker)) throw noneSuch(id);
    return broadcast;
  }

  /** Remembers whom it was last shown to reach. */
  async function remember(before: Broadcast, next: Broadcast): Promise<Broadcast> {
    const kept = { ...next, version: before.version + 1 };
    if (JSON.stringify({ ...next, version: 0 }) === JSON.stringify({ ...before, version: 0 })) return before;
    return (await store.replace(before, kept, undefined)) ? kept : next;
  }

  async function changed(before: Broadcast, next: Broadcast, plan: Plan, what: readonly string[]): Promise<Confirmed> {
    return { kind: 'changed', what, preview: await previewOf(await remember(before, next), plan) };
  }

  /** What is no longer as it was shown. */
  async function differences(broadcast: Broadcast, plan: Plan, mark: string | undefined): Promise<string[]> {
    const before = broadcast.previewed ?? { reached: [], unreachable: [] };
    const names = new Map((await directory.branches(before.unreachable)).map(({ id, name }) => [id, name]));
    const audience = changesSince(before, plan, (id) => names.get(id) ?? 'a branch that is no longer there');
    return mark !== undefined && mark !== markOf(broadcast, before) ? ['It was changed since that preview.', ...audience] : audience;
  }

  async function release(before: Broadcast, next: Broadcast, plan: Plan, action: string, asker: Asker): Promise<Confirmed | undefined> {
    const now = clock.now();
    const { platform, workspace, person } = next.sender;
    const started: Broadcast = { ...next, progress: { to: { platform, workspace, person } } };
    const change = { kind: 'add', deliveries: plan.deliveries, lookAt: next.state === 'scheduled' ? (next.sendAt ?? now) : now } as const;
    if (!(await store.replace(before, started, entryOf(`broadcast:${before.id}`, action, asker.request, now), change))) return undefined;
    await wake.broadcast(started.id);
    return { kind: 'confirmed', broadcast: started, isFirst: true };
  }

  return {
    async draft(what, asker) {
      check(what, clock.now(), asker);
      const { broadcast, plan } = await planned(draftOf(newId(), what, asker, clock.now()), asker);
      const file = what.attachment?.kind === 'file' ? what.attachment.file.bytes : undefined;
      await store.add(broadcast, file, entryOf(`broadcast:${broadcast.id}`, 'broadcast drafted', asker.request, clock.now()));
      return previewOf(broadcast, plan);
    },
    async redraft(id, what, asker) {
      const before = await ownDraft(id, asker);
      if (before.state !== 'draft') throw over(before);
      check(what, clock.now(), asker);
      const draft = draftOf(id, what, asker, before.createdAt, before.attachment);
      const { broadcast, plan } = await planned({ ...draft, version: before.version + 1 }, asker);
      const file = what.attachment?.kind === 'file' ? what.attachment.file.bytes : undefined;
      const entry = entryOf(`broadcast:${id}`, 'broadcast draft changed', asker.request, clock.now());
      if (!(await store.replace(before, broadcast, entry, undefined, file))) throw over(before);
      return previewOf(broadcast, plan);
    },
    async preview(id, asker) {
      const { broadcast } = await desk.see(id, asker);
      if (broadcast.state === 'waiting') return previewOf(broadcast, (await planner.forApprover(broadcast, heldHere(asker))).plan);
      if (broadcast.state !== 'draft') throw over(broadcast);
      const next = await planned(broadcast, asker);
      return previewOf(await remember(broadcast, next.broadcast), next.plan);
    },
    async confirm(id, mark, asker) {
      const before = await ownDraft(id, asker);
      if (before.state === 'cancelled' || before.state === 'withdrawn') throw over(before);
      if (before.state !== 'draft') return { kind: 'confirmed', broadcast: before, isFirst: false };
      checkTimes(before, clock.now(), before.zone);
      const { broadcast, plan } = await planned(before, asker);
      const what = await differences(before, plan, mark);
      if (what.length > 0) return changed(before, broadcast, plan, what);
      if (plan.reached.length === 0) throw noneReached(plan);
      if (approvalAbove === undefined || plan.reached.length <= approvalAbove)
        return (await release(before, released(broadcast, clock.now()), plan, 'broadcast confirmed', asker)) ?? confirmedMeanwhile(id, asker);
      const next = waiting(broadcast, approvalAbove);
      const entry = entryOf(`broadcast:${id}`, 'broadcast confirmed, and waits for a second officer', asker.request, clock.now());
      return (await store.replace(before, next, entry)) ? { kind: 'confirmed', broadcast: next, isFirst: true } : confirmedMeanwhile(id, asker);
    },
    async approve(id, mark, asker) {
      const { broadcast: before } = await desk.see(id, asker);
      // Whoever is asked for another officer's approval of it would wait for nothing.
      if (before.state === 'cancelled' || before.state === 'withdrawn') throw over(before);
      if (isSameOfficer(goesBy(before), officerOf(asker.request)))
        throw new UserError('You sent it yourself, so somebody else has to approve it.', `Ask another officer to say \`broadcast show ${id}\`.`);
      if (before.approval?.by !== undefined) return { kind: 'confirmed', broadcast: before, isFirst: false };
      if (before.state !== 'waiting') throw over(before);
      const { plan, isWithinReach } = await planner.forApprover(before, heldHere(asker));
      if (!isWithinReach) throw notYours(before, directory.regions());
      const what = await differences(before, plan, mark);
      if (what.length > 0) return changed(before, { ...before, previewed: plan.previewed }, plan, what);
      const next = approved(before, officerOf(asker.request), clock.now());
      return (await release(before, next, plan, 'broadcast approved', asker)) ?? { kind: 'confirmed', broadcast: before, isFirst: false };
    },
  };

  /** Somebody pressed it at the same moment: it is sent once. */
  async function confirmedMeanwhile(id: string, asker: Asker): Promise<Confirmed> {
    const broadcast = await ownDraft(id, asker);
    if (broadcast.state !== 'draft') return { kind: 'confirmed', broadcast, isFirst: false };
    const { broadcast: next, plan } = await planned(broadcast, asker);
    return changed(broadcast, next, plan, ['It was changed at this moment.']);
  }
}

function check(what: Draft, now: Date, { request }: Asker): void {
  checkWords(what);
  checkTimes(what, now, request.timeZone);
  if (what.essential !== undefined && what.tag === undefined)
    throw new UserError(
      'Essential ones go to branches that muted their tag, and this one has no tag.',
      'Give it one, such as `--tag pay`, or leave `essential` out.',
      {
        field: 'tag',
      },
    );
}

const noneReached = ({ notAccepted }: Plan): UserError =>
  new UserError(
    'None of these branches can be reached, so there is nothing to send.',
    notAccepted.length === 0
      ? 'Link their channels first: `setup` in each.'
      : `Their workspaces have to be accepted first, by ${WHO_ACCEPTS}: \`workspaces\` lists them.`,
  );

const over = ({ id, title, state }: Broadcast): UserError =>
  new UserError(
    state === 'draft'
      ? `“${title}” was changed at this moment.`
      : `“${title}” ${state === 'cancelled' || state === 'withdrawn' ? `was ${state}, and ` : ''}is no draft any more.`,
    `See how it stands: \`broadcast status ${id}\`.`,
    { tryThese: [`broadcast status ${id}`] },
  );

/** @param kept what was attached before */
function draftOf(id: string, what: Draft, { request }: Asker, createdAt: Date, kept?: Broadcast['attachment']): Broadcast {
  const { platform, workspace, channel } = request.place;
  const { attachment, questions, chase, ...rest } = what;
  const { toChannel, from } = questions;
  return {
    ...{ title: rest.title, body: rest.body, audience: rest.audience, tag: rest.tag, essential: rest.essential, sendAt: rest.sendAt, receipt: rest.receipt },
    ...{ id, state: 'draft', revision: 1, version: 1, createdAt, zone: request.timeZone, regions: [], from: [] },
    sender: { platform, workspace, channel, person: request.person.id },
    authority: officerOf(request),
    attachment: attachedTo(attachment, kept),
    questions: { from, to: toChannel === undefined ? { platform, workspace, person: request.person.id } : { platform, workspace, channel: toChannel } },
    chase: chase === undefined ? undefined : { ...chase, done: 0 },
  };
}

function attachedTo(given: Draft['attachment'], kept: Broadcast['attachment']): Broadcast['attachment'] {
  if (given?.kind === 'kept') return kept;
  return given?.kind === 'file' ? { kind: 'file', fileName: given.file.fileName, mediaType: given.file.mediaType } : given;
}

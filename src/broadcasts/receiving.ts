import type { Request } from '../core/request.ts';
import { UserError } from '../core/user-error.ts';
import type { Branch } from '../directory/branch.ts';
import { newId } from '../reminders/reminders.ts';
import type { Broadcast, BroadcastDelivery } from './broadcast.ts';
import type { Broadcasts } from './broadcasts.ts';
import type { Desk } from './desk.ts';
import { checkQuestion } from './draft-checks.ts';
import { isPartOf } from './part-of.ts';
import { noticeReply } from './shown/notice.ts';

type Receiving = Pick<Broadcasts, 'acknowledge' | 'ask' | 'read'>;

interface Here {
  readonly broadcast: Broadcast;
  readonly delivery: BroadcastDelivery;
  readonly branch: Branch;
}

/** What people of a branch do with what was sent to it. Anybody in a channel that has it may. */
export function createReceiving({ store, directory, clock, wake, see }: Desk): Receiving {
  async function here(id: string, { place }: Request): Promise<Here> {
    const [broadcast, delivery] = await Promise.all([store.find(id), store.deliveryAt(id, place)]);
    // A button can be pressed before Steward has heard that its message arrived.
    const isThere = delivery !== undefined && delivery.state !== 'queued' && delivery.state !== 'unreachable';
    if (broadcast === undefined || delivery === undefined || !isThere) throw notSentHere(id);
    const branch = await branchOf(delivery);
    const owner = await directory.branchAt(place);
    if (owner !== undefined && !(await isPartOf(owner, branch.id, directory))) throw sentToAnother(broadcast, branch, owner);
    return { broadcast, delivery, branch };
  }

  async function branchOf({ branch: id }: BroadcastDelivery): Promise<Branch> {
    const [branch] = await directory.branches([id]);
    if (branch === undefined) throw new Error('a delivery is of a branch that was never there');
    return branch;
  }

  /** The same, for what is recorded. */
  async function open(id: string, request: Request): Promise<Here> {
    const found = await here(id, request);
    const { broadcast } = found;
    if (broadcast.state === 'withdrawn')
      throw new UserError(
        `“${broadcast.title}” was withdrawn, so nothing was recorded.`,
        broadcast.withdrawn === undefined ? 'Please do not act on it.' : `Why: ${broadcast.withdrawn.reason}`,
      );
    return found;
  }

  async function record({ broadcast, delivery }: Here, request: Request): Promise<{ isFirst: boolean; isLate: boolean }> {
    const now = clock.now();
    const { receipt } = broadcast;
    const isLate = receipt.wanted !== 'none' && receipt.by !== undefined && now > receipt.by;
    const isFirst = await store.acknowledge(broadcast, delivery, whoAcknowledges(request), now, isLate);
    if (isFirst) await wake.progress(broadcast);
    return { isFirst, isLate };
  }

  return {
    async acknowledge(id, request) {
      const found = await open(id, request);
      const { broadcast, branch } = found;
      if (broadcast.receipt.wanted === 'none')
        throw new UserError('Nobody is asked to acknowledge this one, so nothing was recorded.', 'There is nothing more to do.');
      return { broadcast, branch, ...(await record(found, request)) };
    },
    async ask(id, words, request) {
      checkQuestion(words);
      const found = await open(id, request);
      const { broadcast, branch } = found;
      if (broadcast.questions.from === 'nobody')
        throw new UserError('This one takes no questions, so yours was not sent.', 'Ask your regional office in the way you usually do.');
      const askedAt = clock.now();
      const question = { id: newId(), broadcast: broadcast.id, branch: branch.id, words, to: broadcast.questions.to, askedAt };
      await store.addQuestion(question);
      await wake.question(question.id);
      if (broadcast.receipt.wanted !== 'none') await record(found, request);
      return { broadcast, branch };
    },
    async read(id, asker) {
      const seen = await see(id, asker).catch(ifRefused);
      const { broadcast } = seen ?? (await here(id, asker.request));
      const { title, body, revision } = broadcast;
      const file = broadcast.attachment?.kind === 'file' ? await store.file(broadcast.id) : undefined;
      const shown = noticeReply(broadcast, { title, body, revision }, directory.regions(), file);
      return { broadcast, shown, isOfficer: seen !== undefined, silent: await store.silent(broadcast.id) };
    },
  };
}

/** Under which name somebody acknowledges: two platforms may give two people the same id. */
export const whoAcknowledges = ({ person, place }: Request): string => `${place.platform}:${place.workspace}:${person.id}`;

export const notSentHere = (id: string): UserError =>
  new UserError(
    id === '' ? 'Which broadcast do you mean?' : `No broadcast \`${id}\` was sent to this channel.`,
    'Press the button in the channel of your branch where it stands; `broadcasts here` lists them.',
  );

/** People of one branch do not speak for another. */
const sentToAnother = ({ title }: Broadcast, to: Branch, owner: Branch): UserError =>
  new UserError(
    `“${title}” was sent to ${to.name}, whose channel this was then. It is that of ${owner.name} now.`,
    `Somebody of ${to.name} can do that in their own channel; \`broadcasts here\` lists what was sent to ${owner.name}.`,
  );

/** Then it may still be there for everybody in the channel. */
function ifRefused(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

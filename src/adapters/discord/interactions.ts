import { askedIn } from '../../core/form.ts';
import type { OnceOnly } from '../../core/once.ts';
import { type Block, list, privately, text } from '../../core/reply.ts';
import { answer, apologise, type Desk } from './answers.ts';
import type { Message, Upload } from './components.ts';
import { modalFor, pagesOf } from './forms.ts';
import { listsFor } from './lists.ts';
import { render } from './render.ts';
import type { Press } from './render-buttons.ts';
import { type Call, type Incoming, readInteraction } from './requests.ts';
import { type Download, sharedFrom } from './share.ts';
import { choicesFor } from './suggestions.ts';
import { codeOf, isGone } from './trouble.ts';

export interface InteractionDesk extends Desk {
  readonly once: OnceOnly;
  readonly timeZone: string;
  readonly download: (file: Download) => Promise<Upload>;
  readonly isStopping: () => boolean;
}

/** Takes an interaction as it came over the gateway, whatever is in it, and sees that the person hears something. Never rejects. */
export async function takeInteraction(desk: InteractionDesk, payload: unknown): Promise<void> {
  const { steward, timeZone, log, isStopping } = desk;
  const incoming = readInteraction(payload, { commands: steward.commands, timeZone });
  if (incoming === undefined) return log.warn({}, 'Discord sent an interaction that cannot be read; it was dropped');
  try {
    if (!(await isFirst(desk, incoming.call.id))) return;
    await (isStopping() ? puzzled(desk, incoming, RESTARTING) : work(desk, incoming));
  } catch (error) {
    if (isGone(error)) return log.warn({ code: codeOf(error) }, TOO_LATE);
    await apologise(log, error, (apology) => tell(desk, incoming, apology));
  }
}

const TOO_LATE = 'Discord: an interaction was answered too late, or by another process: is this machine slow, or do two run with the same DISCORD_TOKEN?';

/** Answers with a message, or with no suggestions where only suggestions fit. */
const tell = ({ api }: Desk, { call, ...incoming }: Incoming, message: Message): Promise<void> =>
  incoming.kind === 'suggest' ? api.offer(call, []) : api.answer(call, message, { isPrivate: !call.isDirect });

/** When nobody can say whether it was worked before, it is worked: Discord itself takes only one first answer. */
export async function isFirst({ once, log }: Pick<InteractionDesk, 'once' | 'log'>, id: string): Promise<boolean> {
  try {
    return await once.first(`discord:${id}`);
  } catch (error) {
    log.warn({ code: codeOf(error) }, 'Discord: the database cannot say what was answered before: check DATABASE_URL');
    return true;
  }
}

async function work(desk: InteractionDesk, incoming: Incoming): Promise<void> {
  const { call } = incoming;
  switch (incoming.kind) {
    case 'request':
      return answer(desk, call, incoming.request, incoming.form);
    case 'open form':
      return openForm(desk, incoming);
    case 'next page':
      return offerNextPage(desk, incoming);
    case 'suggest':
      return desk.api.offer(call, await choicesFor(desk.steward, incoming.command, incoming.option, incoming.typed));
    case 'share':
      return share(desk, incoming);
    case 'puzzle':
      return puzzled(desk, incoming, PUZZLES[incoming.why]);
  }
}

const RESTARTING = 'I am being restarted. Please try again in a minute.';

const PUZZLES = {
  unreadable: 'I could not read that. Discord may have changed something: please tell whoever runs Steward.',
  'old button': 'That button is from an older answer of mine, and I no longer know what it stands for. Please ask again.',
  'no words': 'That message has no words that I can read. Pick one with text in it, or ask with `/ask`.',
  typing: '',
} as const;

async function puzzled({ api }: InteractionDesk, incoming: Incoming, words: string): Promise<void> {
  const isTyping = incoming.kind === 'suggest' || (incoming.kind === 'puzzle' && incoming.why === 'typing');
  if (isTyping) return api.offer(incoming.call, []);
  return say(api, incoming.call, [text(words, 'warning')]);
}

/** Answers at once, in one message or more. */
async function say(api: Desk['api'], call: Call, blocks: readonly Block[], extra: readonly Press[] = []): Promise<void> {
  const isPrivate = !call.isDirect;
  for (const [nth, message] of render(privately(blocks, null), { extra }).entries()) {
    if (nth === 0) await api.answer(call, message, { isPrivate });
    else await api.followUp(call, message, { isPrivate });
  }
}

async function openForm({ api, steward }: InteractionDesk, { call, command, form, customId }: Extract<Incoming, { kind: 'open form' }>): Promise<void> {
  const lists = await listsFor(steward, pagesOf(command.fields)[form.page] ?? []);
  return api.openModal(call, modalFor(command, form, customId, { lists }));
}

/** A modal cannot open another: a button between them does, and what was filled in stands in its message until then. */
async function offerNextPage({ steward, api }: InteractionDesk, { call, form }: Extract<Incoming, { kind: 'next page' }>): Promise<void> {
  const fields = steward.commands.find(({ name }) => name === form.command)?.fields ?? [];
  const known = askedIn(fields)
    .filter(({ name }) => form.values[name] !== undefined)
    .map(({ help, name }) => help || name);
  const begun = form.page === 0 ? 'This is filled in:' : `Step ${form.page} of ${pagesOf(fields).length} is filled in:`;
  const blocks = [text(begun), list(known), text('Nothing is kept until you finish.', 'muted')];
  return say(api, call, blocks, [{ label: 'Continue', style: 'primary', action: { kind: 'form', form } }]);
}

/** Posts what only this person sees to the channel, as it is. */
async function share({ api, download, log }: InteractionDesk, { call, components }: Extract<Incoming, { kind: 'share' }>): Promise<void> {
  const shared = sharedFrom(components);
  if (shared === undefined) return say(api, call, [text(PUZZLES['old button'], 'warning')]);
  await api.acknowledge(call);
  let files: Upload[] = [];
  try {
    files = await Promise.all(shared.downloads.map(download));
    await api.followUp(call, { components: shared.components, files }, { isPrivate: false });
  } catch (error) {
    return apologise(log, error, (apology) => api.followUp(call, apology, { isPrivate: true }));
  }
  // An edit would drop the files, so that a message with some keeps its button.
  if (files.length > 0) return;
  await api
    .fill(call, { components: shared.marked, files })
    .catch((error: unknown) => log.debug({ code: codeOf(error) }, 'Discord: could not mark a message as shared'));
}

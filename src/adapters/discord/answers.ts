import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../core/log.ts';
import { type Block, privately, type Reply, text } from '../../core/reply.ts';
import type { Request } from '../../core/request.ts';
import type { Outcome, Steward } from '../../core/steward.ts';
import { type FormState, fitting } from './actions.ts';
import type { DiscordApi } from './api.ts';
import type { Message } from './components.ts';
import { formInstead, type Modal, mayBeForm } from './form-instead.ts';
import { pageWith } from './forms.ts';
import { withGivenFiles } from './given-files.ts';
import { render } from './render.ts';
import type { Press } from './render-buttons.ts';
import type { Call } from './requests.ts';
import { codeOf, isGone, trouble } from './trouble.ts';

export interface Desk {
  readonly steward: Steward;
  /** DISCORD_API_URL: files are fetched from there too. */
  readonly apiUrl?: string | undefined;
  readonly api: DiscordApi;
  readonly log: Log;
}

/** Answers a request that came with an interaction: says at once that an answer is coming, works, and fills it in. */
export async function answer({ steward, apiUrl, api, log }: Desk, call: Call, request: Request, form?: FormState): Promise<void> {
  const isPrivate = !call.isDirect;
  const work = async (): Promise<Outcome> => steward.handle(await withGivenFiles(request, apiUrl));
  const begun = mayBeForm(request, steward.commands) ? work() : undefined;
  const modal = begun && (await formSoon(begun, steward));
  if (modal !== undefined) return api.openModal(call, modal);
  await api.defer(call, { isPrivate });
  let apology = (message: Message): Promise<void> => api.fill(call, message);
  try {
    const outcome = await (begun ?? work());
    const again = outcome.status === 'refused' ? form : undefined;
    const extra = again === undefined ? [] : [correction(steward, again, outcome)];
    const reply = again === undefined ? outcome.reply : { ...outcome.reply, blocks: [...refused(outcome), ...leftOut(steward, again)] };
    const isPublic = isPrivate && outcome.reply.visibleTo === 'channel';
    const [first, ...others] = [
      ...(isPublic ? render(IN_THE_CHANNEL) : []),
      ...render(reply, { share: isPrivate && !isPublic && !outcome.reply.isConfidential && outcome.status === 'answered', extra }),
    ];
    if (first) await api.fill(call, first);
    // From here on an apology must not take the place of what was said.
    apology = (message) => api.followUp(call, message, { isPrivate });
    for (const message of others) await api.followUp(call, message, { isPrivate: isPrivate && !isPublic });
  } catch (error) {
    await apologise(log, error, apology);
  }
}

/** Discord waits three seconds for a form or a word that an answer is coming. */
const FORM_WITHIN_MS = 1_500;

/** One that fails is no form: whoever waits for the answer says so. */
async function formSoon(begun: Promise<Outcome>, steward: Steward): Promise<Modal | undefined> {
  const modal = begun.then((outcome) => formInstead(outcome, steward)).catch(() => undefined);
  return Promise.race([modal, sleep(FORM_WITHIN_MS, undefined, { ref: false })]);
}

/** The button that corrects the form stands for the one that the refusal offers. */
const refused = ({ reply: { blocks } }: Outcome): Block[] => blocks.filter(({ kind }) => kind !== 'form');

/** What was filled in and is too long for the button: it can be copied from here. */
function leftOut({ commands }: Pick<Steward, 'commands'>, form: FormState): Block[] {
  const kept = fitting(form).values;
  const fields = commands.find(({ name }) => name === form.command)?.fields ?? [];
  return fields
    .filter(({ name }) => form.values[name] !== undefined && kept[name] === undefined)
    .flatMap(({ name, help }) => [text(`${help || name}: this is too long for a button to keep. Copy it into the form:`), text(form.values[name] ?? '')]);
}

/** A private deferral cannot become public, so it says where the answer is. */
const IN_THE_CHANNEL = privately([text('The answer is in the channel, for everyone here.', 'muted')], null);

/** Discord cannot show an error beside a field, so a button opens the form again as it was filled in. */
function correction(steward: Pick<Steward, 'commands'>, form: FormState, { reply }: Outcome): Press {
  const fields = steward.commands.find(({ name }) => name === form.command)?.fields ?? [];
  return { label: 'Correct it', style: 'primary', action: { kind: 'form', form: { ...form, page: pageWith(fields, fieldAtFault(reply)) } } };
}

function fieldAtFault({ data }: Reply): string {
  const error = typeof data === 'object' && data !== null && 'error' in data ? data.error : null;
  const field = typeof error === 'object' && error !== null && 'field' in error ? error.field : null;
  return typeof field === 'string' ? field : '';
}

/** The person is told with an incident id; when even that fails, the log says so. */
export async function apologise(log: Log, error: unknown, tell: (apology: Message) => Promise<void>): Promise<void> {
  if (isGone(error)) return log.warn({ code: codeOf(error) }, 'Discord: an interaction was gone before its answer could be shown');
  try {
    const [apology] = render(trouble(error, log));
    if (apology) await tell(apology);
  } catch (failure) {
    log.error({ code: codeOf(failure) }, 'Discord: not even an apology could be sent: check the network and https://discordstatus.com');
  }
}

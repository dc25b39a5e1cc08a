import { z } from 'zod';
import { type Command, type Context, defineCommand, type Given } from '../src/core/command.ts';
import { type Form, filledIn } from '../src/core/form.ts';
import { confidentially, type Reply, text } from '../src/core/reply.ts';
import { UserError } from '../src/core/user-error.ts';
import { refuseCutText, refuseCutValue } from './broadcast-cut.ts';
import { deskOf, idAndRest, OFFICERS } from './broadcast-desk.ts';
import { draftIn, settings, textHelp, titleHelp, type WrittenDraft, writtenDraft } from './broadcast-draft.ts';
import { broadcastHeard } from './broadcast-heard.ts';
import { previewOf } from './broadcast-preview.ts';
import type { Services } from './services.ts';

type Run = Context<Services>;

/** `send this to all branches in Scotland`; not `tell me about branches`. */
const TO_BRANCHES = /^(?!(?:me|us)\b)(?:[\p{L}\d]+\s+){0,4}?(?:(?:all|every|the|our|my|to)\s+)+(?:[\p{L}&’'-]+\s+){0,4}?branch(?:es)?\b/iu;

export const write: Command<Services> = defineCommand({
  name: 'broadcast',
  aliases: ['send', 'tell', 'message', 'announce', 'notify', 'let'],
  afterAlias: TO_BRANCHES,
  heard: broadcastHeard,
  summary: 'Send guidance to branches: you see whom it reaches, and confirm before anything goes',
  input: z.object({
    title: z.string().trim().min(1, 'is empty: say in a few words what it is about').meta({ description: titleHelp }),
    text: z.string().trim().min(1, 'is empty: say what the branches should know').meta({ description: textHelp, rest: true }),
    ...settings,
  }),
  allow: OFFICERS,
  oneByOne: {
    fields: ['title', 'text', 'regions'],
    others: 'You see a preview before anything is sent. When it is sent, who acknowledges it, a file and the rest are set there: `broadcast change`.',
  },
  examples: [
    'broadcast --title "Pay ballot" --regions all The ballot opens on Monday.',
    'broadcast --title "The new tender" --regions "North West" --by "Friday noon" --chase daily The council has published its tender: tell us what you hear.',
    'broadcast --title "Pay ballot" --regions all --groups "Local Government" --tag pay --when "Monday 9am" The ballot opens today.',
  ],
  async run(given, context: Run) {
    const [broadcasts, asker] = await deskOf(context);
    const draft = await keptInForm(given, async () => {
      await refuseCutValue(context);
      return broadcasts.draft(await draftIn(given, context), asker);
    });
    return previewOf(draft, context);
  },
});

/** What was typed is not lost by a refusal: it stands in a form, to be mended there. */
async function keptInForm<Drafted>(given: Given, draft: () => Promise<Drafted>): Promise<Drafted> {
  try {
    return await draft();
  } catch (error) {
    if (!(error instanceof UserError) || error.form !== undefined) throw error;
    const form: Form = { title: 'Mend it', command: 'broadcast', fields: filledIn(write.fields, given), isOffered: true };
    throw new UserError(error.message, error.remedy, { tryThese: error.tryThese, form, ...(error.field === undefined ? {} : { field: error.field }) });
  }
}

export const change = defineCommand({
  name: 'broadcast change',
  summary: 'Change a draft before it is sent',
  input: z.object({
    broadcast: z.string().trim().optional().meta({ description: 'Its short name, as `broadcasts` shows it', hidden: true }),
    title: z.string().trim().optional().meta({ description: titleHelp }),
    text: z
      .string()
      .trim()
      .optional()
      .meta({ description: `${textHelp}. Left empty, it stays as it is`, rest: true }),
    ...settings,
  }),
  allow: OFFICERS,
  examples: ['broadcast change p7w4dn', 'broadcast change p7w4dn --by "Friday 4 December noon"'],
  async run({ broadcast, ...given }, context: Run) {
    const [broadcasts, asker] = await deskOf(context);
    // A form says all of it. In a line the short name comes first, and what is not named stays.
    const isForm = broadcast !== undefined;
    const { id, rest } = isForm ? { id: broadcast.toLowerCase(), rest: given.text ?? '' } : idAndRest(given.text ?? '');
    const { broadcast: before } = await broadcasts.preview(id, asker);
    refuseCutText(context);
    const written = await writtenDraft(before, await context.services.directory());
    const said = { ...given, text: rest === '' ? undefined : rest };
    if (Object.values(said).every((value) => value === undefined)) return askChange(id, written);
    const words = { title: said.title ?? written.title, text: said.text ?? written.text };
    const draft = await draftIn(isForm ? { ...said, ...words } : { ...written, ...named(said), ...words }, context);
    const isKept = draft.attachment === undefined && before.attachment?.kind === 'file' && said.entry === undefined;
    return previewOf(await broadcasts.redraft(id, isKept ? { ...draft, attachment: { kind: 'kept' } } : draft, asker), context);
  },
});

/** Those fields that were given. */
const named = <T extends object>(given: T): Partial<T> => {
  const only = { ...given };
  for (const [name, value] of Object.entries(given)) if (value === undefined) Reflect.deleteProperty(only, name);
  return only;
};

const askChange = (id: string, written: WrittenDraft): Reply =>
  confidentially(
    [
      text(`What should change? Fill this in, or name it in a line: \`broadcast change ${id} --regions Scotland\`.`),
      { kind: 'form', form: { title: 'Change the draft', command: 'broadcast change', fields: filledIn(change.fields, { broadcast: id, ...written }) } },
    ],
    { broadcast: id, changed: false },
  );

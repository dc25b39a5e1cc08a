import { z } from 'zod';
import type { Broadcast } from '../src/broadcasts/broadcast.ts';
import type { Draft } from '../src/broadcasts/broadcasts.ts';
import { describeMoment } from '../src/calendar/schedule.ts';
import type { Context } from '../src/core/command.ts';
import { fileField } from '../src/core/file-field.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Directory } from '../src/directory/directory.ts';
import { audienceIn, audienceWords, tagOf } from './broadcast-audience.ts';
import { chaseIn, chaseWords } from './chase-in.ts';
import { momentIn } from './moment-in.ts';
import type { Services } from './services.ts';

const words = z.string().trim();
const optional = words.optional();

/** What a broadcast is made from, beside its title and text. */
export const settings = {
  regions: optional.meta({ description: 'For branches of these regions: North West; Scotland; or all', suggest: 'regions', many: true }),
  groups: optional.meta({ description: 'Only of these service groups: Health; Local Government', suggest: 'service-group', many: true }),
  tagged: optional.meta({ description: 'Only branches with one of these tags: pfi-schools' }),
  branches: optional.meta({ description: 'These branches besides, by name or code', suggest: 'branch', many: true }),
  except: optional.meta({ description: 'Never these branches', suggest: 'branch', many: true }),
  entry: optional.meta({ description: 'An entry of the knowledge base to attach', suggest: 'entry' }),
  file: fileField('A file to attach').optional(),
  when: optional.meta({ description: 'When to send it: Monday 9am. At once when left out', suggest: 'date' }),
  receipt: z.enum(['branch', 'person', 'none']).optional().meta({ description: 'Acknowledged once a branch (as usual), by each person, or not at all' }),
  by: optional.meta({ description: 'Acknowledge by when: Friday 4 December noon', suggest: 'date' }),
  chase: optional.meta({ description: 'Remind those who have not: every 2 days, 3 times' }),
  questions: z.enum(['me', 'here', 'nobody']).optional().meta({ description: 'Questions come to you (as usual), to this channel, or are not taken' }),
  tag: optional.meta({ description: 'What branches may mute it by: pay' }),
  essential: optional.meta({ description: 'By whose authority it goes to branches that muted the tag too: the regional committee' }),
};

export const titleHelp = 'Its heading, in a few words';
export const textHelp = 'What it says; Markdown is understood';

const settingsSchema = z.object(settings);

/** A draft as it is written: what the form has. */
export type WrittenDraft = z.output<typeof settingsSchema> & { readonly title: string; readonly text: string };

/** What somebody wrote, as the broadcast that it stands for. @throws {UserError} naming the field at fault */
export async function draftIn(said: WrittenDraft, context: Context<Services>): Promise<Draft> {
  const wanted = said.receipt ?? 'branch';
  const by = said.by === undefined || said.by === '' ? undefined : momentIn(said.by, 'by', context);
  if (by !== undefined && wanted === 'none')
    throw new UserError('It cannot be acknowledged by a time when nobody is asked to.', 'Leave out `by`, or ask for it: `--receipt branch`.', {
      field: 'receipt',
    });
  return {
    title: said.title,
    body: said.text,
    audience: await audienceIn(said, await context.services.directory()),
    attachment: attachmentOf(said, context.services),
    tag: tagNamed(said.tag),
    essential: filled(said.essential) === undefined ? undefined : { authority: said.essential ?? '' },
    sendAt: filled(said.when) === undefined ? undefined : momentIn(said.when ?? '', 'when', context),
    receipt: wanted === 'none' ? { wanted } : { wanted, by },
    questions: questionsOf(said.questions, context),
    chase: filled(said.chase) === undefined ? undefined : chaseIn(said.chase ?? ''),
  };
}

const filled = (said: string | undefined): string | undefined => (said === '' ? undefined : said);

function tagNamed(said: string | undefined): string | undefined {
  if (filled(said) === undefined) return undefined;
  const tag = tagOf(said ?? '');
  if (tag === '') throw new UserError(`“${said}” is no tag.`, 'A tag has letters and digits: `pay`, `pfi-schools`.', { field: 'tag' });
  return tag;
}

function questionsOf(from: WrittenDraft['questions'], { request }: Context<Services>): Draft['questions'] {
  if (from === 'nobody') return { from };
  return { from: 'anyone', toChannel: from === 'here' ? request.place.channel : undefined };
}

/** Takes away what was attached. */
const NOTHING = 'none';

function attachmentOf({ entry, file }: WrittenDraft, { knowledge }: Services): Draft['attachment'] {
  if (filled(entry) === undefined) return file === undefined ? undefined : { kind: 'file', file };
  if (entry === NOTHING) return undefined;
  if (file !== undefined)
    throw new UserError('An entry and a file cannot both be attached.', 'Choose one, and name the other in the text.', { field: 'entry' });
  const found = knowledge().lookUp(entry ?? '');
  if (found === undefined)
    throw new UserError(`I have no entry called “${entry}”.`, 'Type part of its title and pick it from the list, or look with `show`.', { field: 'entry' });
  return { kind: 'entry', id: found.id, title: found.title, summary: found.summary };
}

/** A draft as it is written in the form: what `draftIn` reads back as the same. */
export async function writtenDraft(broadcast: Broadcast, directory: Directory): Promise<WrittenDraft> {
  const { attachment, receipt, chase, questions, sendAt, zone } = broadcast;
  return {
    ...{ title: broadcast.title, text: broadcast.body, tag: broadcast.tag, essential: broadcast.essential?.authority },
    ...(await audienceWords(broadcast.audience, directory)),
    entry: attachment?.kind === 'entry' ? attachment.id : undefined,
    when: sendAt === undefined ? undefined : describeMoment(sendAt, zone),
    receipt: receipt.wanted,
    by: receipt.wanted === 'none' || receipt.by === undefined ? undefined : describeMoment(receipt.by, zone),
    chase: chase === undefined ? undefined : chaseWords(chase),
    questions: questions.from === 'nobody' ? 'nobody' : 'channel' in questions.to ? 'here' : 'me',
  };
}

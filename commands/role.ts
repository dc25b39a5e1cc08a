import { z } from 'zod';
import { comingDay } from '../src/calendar/coming-day.ts';
import { plusDays, sayDay } from '../src/calendar/dates.ts';
import { parseDate } from '../src/calendar/parse-date.ts';
import { toInstant, toWall } from '../src/calendar/zone.ts';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { filledIn } from '../src/core/form.ts';
import { button, buttons, confidentially, facts, list, privately, type Reply, text } from '../src/core/reply.ts';
import { UserError } from '../src/core/user-error.ts';
import { GIVEN_ROLES, type GivenRole, type Grant } from '../src/roles/grant.ts';
import type { Roles } from '../src/roles/roles.ts';
import { type Meant, mention, readSubject } from '../src/roles/subject.ts';
import { grantData, grantFacts, grantLine, historyLine } from './grant-words.ts';
import { roleIn, roleLine, type WrittenRole } from './role-in.ts';
import { roleOf } from './role-of.ts';
import type { Services } from './services.ts';

type Run = Context<Services>;

/** Whoever has one of these may give some role: which, the role decides that they have. */
const GIVERS = [...GIVEN_ROLES];

const grant: Command<Services> = defineCommand({
  name: 'role grant',
  takesPeople: true,
  summary: 'Make somebody an officer or an administrator, for as long as you say',
  input: z.object({
    words: z
      .string()
      .trim()
      .optional()
      .meta({ description: 'The role, of what, to whom, until when: regional officer of North West to @name until 31 December', rest: true, hidden: true }),
    role: z.enum(GIVEN_ROLES).optional().meta({ description: 'The role' }),
    of: z
      .string()
      .trim()
      .optional()
      .meta({ description: 'Of which region or branch; the branch of this channel if you leave it out', suggest: 'region-or-branch' }),
    to: z.string().trim().optional().meta({ description: 'To whom: @name, or a group of this workspace', person: true }),
    until: z.string().trim().optional().meta({ description: 'The last day: 31 December. Without one it lasts until it is taken back', suggest: 'date' }),
  }),
  allow: GIVERS,
  examples: [
    'role grant regional-officer region "North West" to <@U0123>',
    'role grant national-officer to <@U0123> until 31 December',
    'role grant administrator to <@U0123>',
  ],
  async run({ words = '', ...options }, context: Run) {
    const written = { ...roleIn(words), ...given(options) };
    if (Object.values(written).every((value) => value === undefined)) return askWhich();
    const { role, meant } = complete(written);
    const endsAt = endOf(written, context);
    const of = await roleOf('role grant', { ...written, role }, context);
    const roles = await context.services.roles();
    const made = await roles.grant({ role, of, ...meant, endsAt }, { request: context.request, held: await context.held() });
    return granted(made, roles, context);
  },
});

const askWhich = (): Reply =>
  confidentially(
    [
      text('Who is to have which role? Nobody gives more than they have themselves.'),
      { kind: 'form', form: { title: 'Give a role', command: 'role grant', fields: grant.fields } },
      text('In a line: `role grant regional-officer of North West to @name until 31 December`.', 'muted'),
    ],
    { given: false },
  );

/** Without what was left empty. */
const given = (options: WrittenRole): WrittenRole => Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined && value !== ''));

function complete(written: WrittenRole): { role: GivenRole; meant: Meant } {
  const { role, to } = written;
  const form = { title: 'Give a role', command: 'role grant', fields: filledIn(grant.fields, { ...written }) };
  if (role === undefined)
    throw new UserError('Which role is it?', 'It is one of `branch-officer`, `regional-officer`, `national-officer` and `administrator`.', {
      field: 'role',
      form,
    });
  if (to === undefined)
    throw new UserError('Who is it for?', 'Name them with @, or a group of this workspace: `role grant national-officer to @name`.', { field: 'to', form });
  const meant = readSubject(to);
  if (meant) return { role, meant };
  throw new UserError(
    `I cannot tell who “${to}” is.`,
    'Type @ and pick them from the list that appears. In a form, give their member id: it is in their profile (in Discord with developer mode on).',
    { field: 'to', form },
  );
}

/** The first moment after the last day, in the zone of the branch. @throws {UserError} for no day, and for one that is over */
function endOf({ until, ...written }: WrittenRole, { clock, services: { division }, request: { timeZone: zone } }: Run): Date | undefined {
  if (until === undefined) return undefined;
  const around = { now: clock.now(), zone };
  const today = toWall(around.now, zone).slice(0, 10);
  const said = parseDate(until, around) ?? comingDay(until, { ...around, division });
  // Without a year it is one to come.
  const day = said !== undefined && said < today ? (parseDate(`${until} ${Number(today.slice(0, 4)) + 1}`, around) ?? said) : said;
  if (day === undefined)
    throw new UserError(`I cannot read “${until}” as a day.`, 'Give the last day: 31 December, 31/12/2027, or Friday.', { field: 'until' });
  if (day < today) {
    const later = { ...written, until: sayDay(plusDays(day, 365)) };
    throw new UserError(`${sayDay(day)} is over.`, 'Give a last day that is to come, or none: then it lasts until it is taken back.', {
      field: 'until',
      tryThese: [roleLine('role grant', { ...written, until: undefined }), ...(plusDays(day, 365) < today ? [] : [roleLine('role grant', later)])],
    });
  }
  return toInstant(`${plusDays(day, 1)}T00:00`, zone);
}

async function granted(made: Grant, roles: Roles, { request }: Run): Promise<Reply> {
  const name = await roles.names.name(made);
  // Whoever shared it would give it again.
  return confidentially(
    [
      text(`Given, and it counts from now on: ${name}.`),
      facts(...grantFacts(made, name, request)),
      ...(made.subject.kind === 'group' ? [text('Everyone in that group has the role for as long as they are in it.', 'muted')] : []),
      ...buttons(button('Take it back', `role revoke ${made.id}`, 'danger')),
    ],
    grantData(made, name),
  );
}

const revoke = defineCommand({
  name: 'role revoke',
  takesPeople: true,
  summary: 'Take a role back: it stops at once, also on buttons already posted',
  input: z.object({
    role: z
      .string()
      .trim()
      .min(1, 'is missing: `roles` shows the short name of each')
      .meta({ description: 'Its short name, as `roles` shows it; or whose it is: @name', rest: true }),
  }),
  allow: GIVERS,
  examples: ['role revoke k3m9xq'],
  async run({ role: said }, context: Run) {
    const roles = await context.services.roles();
    const asker = { request: context.request, held: await context.held() };
    const { grant: gone, isLast } = await roles.revoke(await idOf(said, roles, context), asker);
    const name = await roles.names.name(gone);
    return confidentially(
      [
        text(`Taken back, and it counts no more: ${name}, of ${mention(gone.subject)}.`),
        ...(isLast
          ? [
              text(
                'You were the last one who had been made an administrator here. Whoever owns or administers this workspace still is one, and can make others.',
                'warning',
              ),
            ]
          : []),
      ],
      { ...grantData(gone, name), isLast },
    );
  },
});

/** The short name of a role that was said by it, or by whose it is. */
async function idOf(said: string, roles: Roles, context: Run): Promise<string> {
  const written = roleIn(said);
  const meant = readSubject(written.to ?? '');
  if (meant === undefined) return said;
  const { request } = context;
  const held = await context.held();
  const of = written.role === undefined || written.of === undefined ? undefined : await roleOf('role revoke', written, context);
  const theirs = (await roles.list({ request, held })).filter(
    ({ subject, role, of: its }) =>
      subject.kind === meant.subject.kind && subject.id === meant.subject.id && (written.role ?? role) === role && (of ?? its) === its,
  );
  const [only] = theirs;
  if (only !== undefined && theirs.length === 1) return only.id;
  if (theirs.length > 1) {
    const names = await roles.names.all(theirs);
    throw new UserError(
      `${mention(meant.subject)} has several roles here: ${theirs.map((one, nth) => grantLine(one, names[nth] ?? one.role, request)).join('; ')}.`,
      'Which of them is to be taken back?',
      { tryThese: theirs.map(({ id }) => `role revoke ${id}`) },
    );
  }
  if (roles.isNamed(meant.subject, meant.at ?? request.place))
    throw new UserError(
      `${mention(meant.subject)} is an administrator by the setting STEWARD_ADMINS, which nobody can take back here.`,
      'Whoever runs Steward can change that.',
    );
  throw new UserError(
    `${mention(meant.subject)} has no such role that you may take back.`,
    '`roles` shows those you may. Whoever owns or administers the workspace is an administrator by that alone.',
    { tryThese: ['roles'] },
  );
}

/** Shown of what was done. */
const SHOWN = 30;

const history = defineCommand({
  name: 'role history',
  summary: 'Who gave which role to whom, and who took it back',
  input: z.object({}),
  allow: GIVERS,
  examples: ['role history'],
  async run(_, { services, request, held }: Run) {
    const roles = await services.roles();
    const done = await roles.history({ request, held: await held() });
    const names = await roles.names.all(done.map(({ grant: of }) => of));
    const lines = done.slice(0, SHOWN).map((one, nth) => historyLine(one, names[nth] ?? one.grant.role, request));
    const note = done.length > SHOWN ? `The last ${SHOWN}.` : 'It is kept for three years.';
    return privately(lines.length === 0 ? [text('Nothing was done to roles that you may see.')] : [list(lines), text(note, 'muted')], {
      history: done.map(({ at, action, grant: of }) => ({ at: at.toISOString(), action, id: of.id })),
    });
  },
});

export const roleCommands: readonly Command<Services>[] = [grant, revoke, history];

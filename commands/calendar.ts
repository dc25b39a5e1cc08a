import { z } from 'zod';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { button, buttons, list, privately, text } from '../src/core/reply.ts';
import type { Services } from './services.ts';

type Run = Context<Services>;

const SET_ONE = buttons(button('Set a reminder', 'remind "ring the region" tomorrow 9am'), button('Deadlines I can work out', 'deadline rules'));

const file = defineCommand({
  name: 'calendar file',
  summary: 'The reminders and deadlines of this channel, as a file for your calendar',
  input: z.object({}),
  allow: 'anyone',
  examples: ['calendar file'],
  async run(_, { services, request }: Run) {
    const calendar = await (await services.feeds()).file(request);
    const { reminders, deadlines } = calendar;
    if (reminders + deadlines === 0)
      return privately([text('There is nothing to put in a calendar: no reminder or deadline belongs to this channel.'), ...SET_ONE], {
        ...{ reminders, deadlines, file: null },
      });
    return privately(
      [
        {
          kind: 'file',
          bytes: new TextEncoder().encode(calendar.text),
          fileName: 'steward.ics',
          mediaType: 'text/calendar',
          about: `A calendar with ${counted(reminders, 'reminder')} and ${counted(deadlines, 'deadline')}`,
        },
        text('Open it with your calendar program. It stays as it is now; a link keeps up with what changes.', 'muted'),
        ...buttons(button('Make a link', 'calendar link')),
      ],
      { reminders, deadlines, file: 'steward.ics' },
    );
  },
});

const counted = (count: number, what: string): string => `${count === 0 ? 'no' : count} ${what}${count === 1 ? '' : 's'}`;

/** In the words that the programs use today: https://support.google.com/calendar/answer/37100, https://support.apple.com/guide/calendar/icl1022/mac */
const HOW = [
  'Google Calendar, in a browser: beside Other calendars press +, choose From URL, and paste it.',
  'Outlook: choose Add calendar, Subscribe from web, and paste it.',
  'Apple Calendar: on a Mac choose File, New Calendar Subscription, and paste it; on an iPhone, in Calendar, tap Calendars, Add Calendar, Add Subscription Calendar.',
];

const link = defineCommand({
  name: 'calendar link',
  summary: 'A secret link to the reminders and deadlines of this channel, for your calendar to follow',
  input: z.object({}),
  allow: 'anyone',
  examples: ['calendar link'],
  async run(_, { services, request }: Run) {
    const { url, isLocal, inUse } = await (await services.feeds()).link(request);
    const others = inUse === 1 ? '' : ` There are ${inUse} links to this calendar now, with this one.`;
    return privately(
      [
        text('Whoever has this link can read the reminders and deadlines of this channel, without signing in. Give it only to those who may.', 'warning'),
        text(url),
        ...(isLocal
          ? [
              text(
                'It works on the computer or network that Steward runs on, and nowhere else: Google Calendar and Outlook on the web cannot reach it. Whoever runs Steward can change that with STEWARD_PUBLIC_URL.',
                'warning',
              ),
            ]
          : []),
        list(HOW),
        text(
          `I keep only its fingerprint and cannot show it again: make another when you need one.${others} Calendars look for changes when they please, Google only some times a day; what is due is shown here on time all the same.`,
          'muted',
        ),
        ...buttons(button('End all links of this channel', 'calendar revoke', 'danger')),
      ],
      { link: url, local: isLocal, links: inUse },
    );
  },
});

const revoke = defineCommand({
  name: 'calendar revoke',
  summary: 'End every secret link to the calendar of this channel at once',
  input: z.object({}),
  allow: 'anyone',
  examples: ['calendar revoke'],
  async run(_, { services, request }: Run) {
    const ended = await (await services.feeds()).revoke(request);
    const said =
      ended === 0
        ? 'There is no link to the calendar of this channel.'
        : `${ended === 1 ? 'The link to the calendar of this channel works' : `${ended} links to the calendar of this channel work`} no more. What programs have copied so far they may go on showing until it is removed there.`;
    return privately([text(said), ...buttons(button('Make a new link', 'calendar link'))], { ended });
  },
});

/** A channel's calendar, to keep or to follow. */
export const calendarCommands: readonly Command<Services>[] = [file, link, revoke];
